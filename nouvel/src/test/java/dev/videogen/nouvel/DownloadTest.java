package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static CompletedVideo video(@Nullable String projectId, String url) {
    return new CompletedVideo(
        url,
        new VideoDetails(
            projectId,
            "title",
            "https://example.com/product",
            url,
            null,
            ProjectStatus.COMPLETED,
            null,
            null,
            null,
            null));
  }

  @Test
  void videoIsFetchedWithoutCredentialIntoAFileNamedAfterItsProject(@TempDir Path directory)
      throws Exception {
    try (FakeService api = new FakeService();
        FakeService media = new FakeService();
        NouvelClient client = api.client()) {
      media.server.enqueue(
          new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("bytes").build());
      Path outbox = directory.resolve("new/outbox");
      Path file = client.download(video("8d0f-1", media.server.url("/a.mp4").toString()), outbox);
      assertThat(file).isEqualTo(outbox.resolve("8d0f-1.mp4")).hasContent("bytes");
      RecordedRequest request = media.taken();
      assertThat(request.getHeaders().get("Authorization")).isNull();
      assertThat(request.getHeaders().toString()).doesNotContain(FakeService.KEY);
      assertThat(api.requests()).isZero();
      try (var files = Files.list(outbox)) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  @Test
  void idLeadsOutOfNoDirectory() throws IOException {
    assertThat(VideoFiles.name(video("../../etc/passwd", "u"))).isEqualTo("______etc_passwd.mp4");
    assertThat(VideoFiles.name(video("..", "u"))).matches("video-[0-9a-f]+\\.mp4");
    assertThat(VideoFiles.name(video(null, "u"))).matches("video-[0-9a-f]+\\.mp4");
    assertThat(VideoFiles.name(video("x".repeat(5000), "u"))).hasSize(104);
  }
}
