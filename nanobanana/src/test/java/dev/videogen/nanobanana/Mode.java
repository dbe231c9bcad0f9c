package dev.videogen.nanobanana;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The two forms of one call; what is proven in one is proven in the other. */
enum Mode {
  BLOCKING,
  ASYNCHRONOUS;

  private static final TextToVideoRequest TEXT = TextToVideoRequest.builder("a cat").build();
  private static final ImageToVideoRequest IMAGE =
      ImageToVideoRequest.builder("https://example.com/cat.jpg").build();

  GeneratedVideo textToVideo(NanoBananaApi api) throws Exception {
    return textToVideo(api, TEXT);
  }

  GeneratedVideo textToVideo(NanoBananaApi api, TextToVideoRequest request) throws Exception {
    return this == BLOCKING ? api.textToVideo(request) : get(api.textToVideoAsync(request));
  }

  GeneratedVideo imageToVideo(NanoBananaApi api) throws Exception {
    return this == BLOCKING ? api.imageToVideo(IMAGE) : get(api.imageToVideoAsync(IMAGE));
  }

  Video videoStatus(NanoBananaApi api, String id) throws Exception {
    return this == BLOCKING ? api.videoStatus(id) : get(api.videoStatusAsync(id));
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

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }
}
