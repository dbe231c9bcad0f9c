package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.testkit.TestClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NanoBananaServerTest {
  private static final String PROMPT = "{\"prompt\":\"A street food vendor\"}";

  private final NanoBananaServer server = NanoBananaServer.start();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void firstGenerationAnswersAsDocumented() throws IOException {
    Reply reply = client.post("text-to-video.php", PROMPT);

    String media = server.media().url("").toString();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":true,\"video_id\":\"vid_a1b2c3d4e5f6\",\"video_url\":\""
                + media
                + "videos/vid_a1b2c3d4e5f6.mp4\",\"thumbnail_url\":\""
                + media
                + "thumbs/vid_a1b2c3d4e5f6.jpg\",\"credits_used\":7,\"rate_limit\":{\"count\":1,"
                + "\"limit\":30,\"remaining\":29,\"reset_in_seconds\":1800,"
                + "\"reset_at\":\"2026-05-05T16:30:00Z\"}}");
    assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(reply.headers().get("X-RateLimit-Limit")).isEqualTo("30");
    assertThat(reply.headers().get("X-RateLimit-Remaining")).isEqualTo("29");
    assertThat(reply.headers().get("X-RateLimit-Reset"))
        .isEqualTo(Long.toString(server.clock().now().getEpochSecond() + 1800));
    assertThat(server.charges()).isEqualTo(1);
    assertThat(server.credits()).isEqualTo(993);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text-to-video.php | {} | PROMPT_REQUIRED",
        "text-to-video.php | {\"prompt\":null} | PROMPT_REQUIRED",
        "text-to-video.php | not json | PROMPT_REQUIRED",
        "image-to-video.php | {} | IMAGE_URL_REQUIRED",
        "image-to-video.php | {\"image_url\":\"http://example.com/a.jpg\"} | IMAGE_URL_INVALID",
        "image-to-video.php | {\"image_url\":\"a.jpg\"} | IMAGE_URL_INVALID",
      })
  void invalidRequestIsRefusedAndCostsNothing(String path, String body, NanoBananaErrors error)
      throws IOException {
    assertIs(client.post(path, body), error);
    assertThat(server.charges()).isZero();
    assertThat(server.credits()).isEqualTo(1000);
  }

  @Test
  void promptMayHave2000CodePointsAndNoMore() throws IOException {
    String longest = "😀".repeat(2000);

    assertThat(client.post("text-to-video.php", "{\"prompt\":\"" + longest + "\"}").status())
        .isEqualTo(200);
    assertIs(
        client.post("text-to-video.php", "{\"prompt\":\"" + longest + "!\"}"),
        NanoBananaErrors.PROMPT_TOO_LONG);
  }

  @Test
  void keyIsTakenInEachDocumentedForm() throws IOException {
    for (Request.Builder request :
        new Request.Builder[] {
          bare("text-to-video.php").header("Authorization", "Bearer " + server.key()),
          bare("text-to-video.php").header("X-API-Key", server.key()),
          bare("text-to-video.php?api_key=" + server.key())
        }) {
      assertThat(client.send(request.post(TestClient.body(PROMPT)).build()).status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', AUTHORIZATION_MISSING, API_KEY_REQUIRED",
    "Basic abc, AUTHORIZATION_MISSING, API_KEY_REQUIRED",
    "Bearer sk_wrong, API_KEY_MALFORMED, API_KEY_MALFORMED",
    "Bearer nb_unknown, API_KEY_UNKNOWN, API_KEY_UNKNOWN",
  })
  void badKeyIsRefused(String authorization, NanoBananaErrors generation, NanoBananaErrors status)
      throws IOException {
    assertIs(
        client.send(
            bare("text-to-video.php")
                .header("Authorization", authorization)
                .post(TestClient.body(PROMPT))
                .build()),
        generation);
    assertIs(
        client.send(
            bare("video-status.php?video_id=a").header("Authorization", authorization).build()),
        status);
  }

  @Test
  void keyMayLackThePlanOrBeRevoked() throws IOException {
    Request request =
        bare("video-status.php?video_id=a").header("X-API-Key", server.keyWithoutPlan()).build();
    assertIs(client.send(request), NanoBananaErrors.PLAN_REQUIRED);

    server.addKey("nb_second");
    server.revokeKey(server.key());

    assertIs(client.post("text-to-video.php", PROMPT), NanoBananaErrors.API_KEY_UNKNOWN);
    assertIs(
        client.send(bare("video-status.php?video_id=a").header("X-API-Key", "nb_second").build()),
        NanoBananaErrors.VIDEO_NOT_FOUND);
  }

  @Test
  void creditsRunOut() throws IOException {
    server.credits(13);

    assertThat(client.post("text-to-video.php", PROMPT).status()).isEqualTo(200);
    assertIs(client.post("text-to-video.php", PROMPT), NanoBananaErrors.CREDITS_EXHAUSTED);
    assertThat(server.charges()).isEqualTo(1);
  }

  @Test
  void bothGenerationsShareAWindowThatRolls() throws IOException {
    for (int i = 0; i < 15; i++) {
      client.post("text-to-video.php", PROMPT);
      client.post("image-to-video.php", "{\"image_url\":\"https://example.com/a.jpg\"}");
      server.clock().advance(Duration.ofSeconds(1));
    }

    Reply refused = client.post("text-to-video.php", PROMPT);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().get("Retry-After")).isEqualTo("1785");
    assertThat(refused.headers().get("X-RateLimit-Reset")).isNull();
    assertThat(refused.json().get("rate_limit"))
        .isEqualTo(
            Map.of(
                "count", 30L,
                "limit", 30L,
                "remaining", 0L,
                "reset_in_seconds", 1785L,
                "reset_at", "2026-05-05T16:30:00Z"));

    server.clock().advance(Duration.ofSeconds(1785));
    assertThat(client.post("text-to-video.php", PROMPT).status()).isEqualTo(200);
    assertThat(client.post("text-to-video.php", PROMPT).status()).isEqualTo(200);
    assertThat(client.post("text-to-video.php", PROMPT).status()).isEqualTo(429);
    assertThat(client.get("video-status.php?video_id=vid_a1b2c3d4e5f6").status()).isEqualTo(200);
  }

  @Test
  void wrongMethodIsNotAllowed() throws IOException {
    assertIs(client.get("text-to-video.php"), NanoBananaErrors.METHOD_NOT_ALLOWED);
    assertIs(client.post("video-status.php?video_id=a", "{}"), NanoBananaErrors.METHOD_NOT_ALLOWED);
    assertThat(server.unmatched()).isEmpty();
  }

  @Test
  void statusTellsOfTheGenerationAndItsFakeTime() throws IOException {
    server.generationTakes(Duration.ofMinutes(3));
    client.post(
        "image-to-video.php",
        "{\"image_url\":\"https://example.com/a.jpg\",\"duration\":6,\"resolution\":\"720p\"}");

    Object video = client.get("video-status.php?video_id=vid_a1b2c3d4e5f6").json().get("video");
    assertThat(Json.object(video))
        .containsEntry("id", "vid_a1b2c3d4e5f6")
        .containsEntry("status", "completed")
        .containsEntry("mode", "image-to-video")
        .containsEntry("duration_seconds", 6L)
        .containsEntry("resolution", "720p")
        .containsEntry("created_at", "2026-05-05T16:00:00Z")
        .containsEntry("processing_completed_at", "2026-05-05T16:03:00Z")
        .containsEntry("output_url", server.media().url("videos/vid_a1b2c3d4e5f6.mp4").toString());
  }

  @Test
  void otherVideosHaveTheStatusTheyWereGiven() throws IOException {
    server.addVideo("vid_old", "queued", "processing", "failed");
    server.addForeignVideo("vid_theirs");

    for (String status : new String[] {"queued", "processing", "failed", "failed"}) {
      Object video = client.get("video-status.php?video_id=vid_old").json().get("video");
      assertThat(Json.object(video))
          .containsEntry("status", status)
          .containsEntry("output_url", null);
    }
    assertIs(client.get("video-status.php?video_id=vid_theirs"), NanoBananaErrors.ACCESS_DENIED);
    assertIs(client.get("video-status.php?video_id=vid_none"), NanoBananaErrors.VIDEO_NOT_FOUND);
    assertIs(client.get("video-status.php"), NanoBananaErrors.VIDEO_ID_REQUIRED);
  }

  @Test
  void resetForgetsEverything() throws IOException {
    server.credits(7);
    server.fillRateWindow();
    server.onTextToVideo().respond(Fault.EMPTY_500).always();
    client.post("text-to-video.php", PROMPT);
    server.clock().advance(Duration.ofDays(1));

    server.reset();

    assertThat(server.requests()).isEmpty();
    assertThat(client.post("text-to-video.php", PROMPT).json())
        .containsEntry("video_id", "vid_a1b2c3d4e5f6");
    assertThat(server.credits()).isEqualTo(993);
  }

  private Request.Builder bare(String path) {
    return client.request(path).removeHeader("Authorization");
  }

  private static void assertIs(Reply reply, NanoBananaErrors error) {
    assertThat(reply.status()).isEqualTo(error.status());
    assertThat(reply.body()).isEqualTo(error.body());
  }
}
