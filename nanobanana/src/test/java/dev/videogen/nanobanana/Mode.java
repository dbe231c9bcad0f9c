package dev.videogen.nanobanana;

import dev.videogen.core.ApiCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The two ways to run one call; what is proven in one is proven in the other. */
enum Mode {
  BLOCKING,
  ASYNCHRONOUS;

  private static final TextToVideoRequest TEXT = TextToVideoRequest.builder("a cat").build();
  private static final ImageToVideoRequest IMAGE =
      ImageToVideoRequest.builder("https://example.com/cat.jpg").build();

  <T> T run(ApiCall<T> call) throws Exception {
    return this == BLOCKING ? call.execute() : join(call.executeAsync());
  }

  GeneratedVideo textToVideo(NanoBananaApi api) throws Exception {
    return run(api.textToVideo(TEXT));
  }

  GeneratedVideo textToVideo(NanoBananaApi api, TextToVideoRequest request) throws Exception {
    return run(api.textToVideo(request));
  }

  GeneratedVideo imageToVideo(NanoBananaApi api) throws Exception {
    return run(api.imageToVideo(IMAGE));
  }

  Video videoStatus(NanoBananaApi api, String id) throws Exception {
    return run(api.videoStatus(id));
  }

  /** Calls the endpoint of that name. */
  Object call(NanoBananaApi api, String endpoint) throws Exception {
    return switch (endpoint) {
      case "textToVideo" -> textToVideo(api);
      case "imageToVideo" -> imageToVideo(api);
      case "videoStatus" -> videoStatus(api, "vid_a1b2c3d4e5f6");
      default -> throw new AssertionError("no endpoint " + endpoint);
    };
  }

  static <T> T join(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }
}
