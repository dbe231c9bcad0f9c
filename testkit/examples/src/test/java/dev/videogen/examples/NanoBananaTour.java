package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.errors.ApiException;
import dev.videogen.nanobanana.AspectRatio;
import dev.videogen.nanobanana.ImageToVideoRequest;
import dev.videogen.nanobanana.MotionIntensity;
import dev.videogen.nanobanana.NanoBananaApi;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.NanoBananaErrorCode;
import dev.videogen.nanobanana.Resolution;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nanobanana.VideoModel;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.VideogenServer;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

final class NanoBananaTour extends ContractTour {
  private final NanoBananaServer server = NanoBananaServer.start();
  private final NanoBananaClient client;
  private final String video;

  NanoBananaTour() throws IOException {
    server.rateLimited(false);
    server.credits(1_000_000);
    client = settings(NanoBananaClient.builder()).build();
    video = client.api().textToVideo(textToVideo()).execute().videoId();
    for (Endpoint endpoint :
        List.of(Endpoint.TEXT_TO_VIDEO, Endpoint.IMAGE_TO_VIDEO, Endpoint.VIDEO_STATUS)) {
      visit(endpoint);
    }
    server.addVideo("vid_course", "pending", "processing", "completed");
    server.addVideo("vid_failed", "failed");
    for (String id : List.of("vid_course", "vid_course", "vid_course", "vid_failed")) {
      told.add(client.api().videoStatus(id).execute().status());
    }
  }

  private static TextToVideoRequest textToVideo() {
    return TextToVideoRequest.builder("A street food vendor")
        .model(VideoModel.SEEDANCE_2)
        .resolution(Resolution.R720P)
        .durationSeconds(6)
        .aspectRatio(AspectRatio.RATIO_9_16)
        .motionIntensity(MotionIntensity.LOW)
        .build();
  }

  private static ImageToVideoRequest imageToVideo() {
    return ImageToVideoRequest.builder("https://example.com/my-product-photo.jpg")
        .prompt("Product rotates slowly")
        .model(VideoModel.SEEDANCE_2)
        .resolution(Resolution.R720P)
        .durationSeconds(6)
        .aspectRatio(AspectRatio.RATIO_1_1)
        .motionIntensity(MotionIntensity.LOW)
        .build();
  }

  @Override
  VideogenServer server() {
    return server;
  }

  @Override
  Class<?> api() {
    return NanoBananaApi.class;
  }

  @Override
  ApiResponse<?> call(Endpoint endpoint) throws IOException {
    return switch (endpoint) {
      case TEXT_TO_VIDEO -> client.api().textToVideo(textToVideo()).executeForResponse();
      case IMAGE_TO_VIDEO -> client.api().imageToVideo(imageToVideo()).executeForResponse();
      case VIDEO_STATUS -> client.api().videoStatus(video).executeForResponse();
      default -> throw new IllegalArgumentException("endpoint: " + endpoint);
    };
  }

  @Override
  List<Object> details(ApiException failure) {
    return List.of();
  }

  @Override
  void checkCredential(String name) throws IOException {
    switch (name) {
      case "Authorization: Bearer" ->
          stops.forEach(
              (endpoint, stop) ->
                  assertThat(stop.request().headers().get("Authorization"))
                      .as(endpoint.id())
                      .isEqualTo("Bearer " + server.key()));
      case "X-API-Key" -> {
        try (NanoBananaClient other =
            settings(NanoBananaClient.builder()).apiKeyHeader("X-API-Key").build()) {
          assertThat(other.api().videoStatus(video).execute().id()).isEqualTo(video);
        }
        assertThat(server.requests().get(server.requests().size() - 1).headers().get("X-API-Key"))
            .isEqualTo(server.key());
      }
      case "?api_key" -> queryKeyIsTakenByTheFakeAndNeverSentByTheClient();
      default -> throw new IllegalArgumentException("credential: " + name);
    }
  }

  /** It ends up in logs and histories, so the client offers the two headers only. */
  private void queryKeyIsTakenByTheFakeAndNeverSentByTheClient() throws IOException {
    assertThat(server.requests()).noneMatch(request -> request.path().contains("api_key"));
    HttpUrl url =
        server
            .url()
            .newBuilder()
            .addPathSegment("video-status.php")
            .addQueryParameter("video_id", video)
            .addQueryParameter("api_key", server.key())
            .build();
    Request request = new Request.Builder().url(url).header("Connection", "close").build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  @Override
  List<? extends DocumentedError> errors() {
    return List.of(NanoBananaErrors.values());
  }

  @Override
  Object unrecognised() {
    return NanoBananaErrorCode.UNRECOGNISED;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
