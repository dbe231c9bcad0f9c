package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
  void videoIsFetchedWithoutCredentialIntoAFileNamedAfterItsProject(@TempDir Path folder)
      throws Exception {
    try (FakeService api = new FakeService();
        FakeService media = new FakeService();
        NouvelClient client = api.client()) {
      media.server.enqueue(film());
      Path outbox = folder.resolve("new/outbox");
      Path file =
          client.download(video("8d0f-1", media.server.url("/a.mp4").toString()), outbox).execute();

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
  void secondVideoOfAProjectGetsANameOfItsOwn(@TempDir Path folder) throws Exception {
    try (FakeService api = new FakeService();
        FakeService media = new FakeService();
        NouvelClient client = api.client()) {
      media.server.enqueue(film());
      media.server.enqueue(film());
      CompletedVideo video = video("8d0f-1", media.server.url("/a.mp4").toString());
      client.download(video, folder).execute();

      assertThat(client.download(video, folder).executeAsync().get(20, TimeUnit.SECONDS))
          .isEqualTo(folder.resolve("8d0f-1-2.mp4"))
          .hasContent("bytes");
    }
  }

  @Test
  void idLeadsOutOfNoFolder(@TempDir Path folder) throws Exception {
    try (FakeService api = new FakeService();
        FakeService media = new FakeService();
        NouvelClient client = api.client()) {
      media.server.enqueue(film());

      assertThat(
              client
                  .download(
                      video("../../etc/passwd", media.server.url("/a.mp4").toString()), folder)
                  .execute())
          .isEqualTo(folder.resolve("______etc_passwd.mp4"));
    }
  }

  private static MockResponse film() {
    return new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("bytes").build();
  }
}
