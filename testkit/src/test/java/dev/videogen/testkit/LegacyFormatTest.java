package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LegacyFormatTest {
  private static final String PROMPT = "{\"prompt\":\"A street food vendor\"}";

  private final NanoBananaServer server = NanoBananaServer.start();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void flatStatusHasNoVideoObject() throws IOException {
    server.speak(LegacyFormat.FLAT_STATUS);
    server.addVideo("vid_1", "completed", "failed");

    assertThat(status("vid_1"))
        .containsOnlyKeys("success", "video_id", "status", "video_url", "thumbnail_url", "error")
        .containsEntry("status", "completed")
        .containsEntry("video_url", server.media().url("videos/vid_1.mp4").toString())
        .containsEntry("error", null);
    assertThat(status("vid_1"))
        .containsEntry("status", "failed")
        .containsEntry("video_url", null)
        .containsEntry("error", "Video generation failed");
  }

  @Test
  void numericIdIsANumberInBothAnswers() throws IOException {
    server.speak(LegacyFormat.NUMERIC_ID);

    assertThat(client.post("text-to-video.php", PROMPT).body()).contains("\"video_id\":123,");

    assertThat(client.get("video-status.php?video_id=123").body()).contains("\"id\":123,");
  }

  @Test
  void waitingVideoIsQueued() throws IOException {
    server.speak(LegacyFormat.QUEUED);
    server.addVideo("vid_1", "pending", "processing");

    assertThat(video("vid_1")).containsEntry("status", "queued");
    assertThat(video("vid_1")).containsEntry("status", "processing");
  }

  @Test
  void shortRateLimitHasThreeFields() throws IOException {
    server.speak(LegacyFormat.SHORT_RATE_LIMIT);

    assertThat(client.post("text-to-video.php", PROMPT).json())
        .containsEntry("rate_limit", Map.of("count", 1L, "limit", 30L, "remaining", 29L));
  }

  @Test
  void blankDatesHaveNoZone() throws IOException {
    server.speak(LegacyFormat.BLANK_DATES);
    server.addVideo("vid_1", "completed", "pending");

    assertThat(client.post("text-to-video.php", PROMPT).body())
        .contains("\"reset_at\":\"2026-05-05 16:30:00\"");
    assertThat(video("vid_1"))
        .containsEntry("created_at", "2026-05-05 16:00:00")
        .containsEntry("processing_completed_at", "2026-05-05 16:00:00");
    assertThat(video("vid_1")).containsEntry("processing_started_at", null);
    server.fillRateWindow();
    assertThat(client.post("text-to-video.php", PROMPT).body())
        .contains("\"reset_at\":\"2026-05-05 16:30:00\"");
  }

  @Test
  void shapesEndWithTheNextWordOrReset() throws IOException {
    server.speak(LegacyFormat.values());
    server.speak();
    assertThat(client.post("text-to-video.php", PROMPT).json().get("video_id"))
        .isEqualTo("vid_a1b2c3d4e5f6");

    server.speak(LegacyFormat.values());
    server.reset();
    assertThat(Set.copyOf(client.post("text-to-video.php", PROMPT).json().values()))
        .contains("vid_a1b2c3d4e5f6");
  }

  private Map<String, Object> status(String id) throws IOException {
    return client.get("video-status.php?video_id=" + id).json();
  }

  private Map<String, Object> video(String id) throws IOException {
    return Json.object(status(id).get("video"));
  }
}
