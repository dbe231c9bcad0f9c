package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.download.DownloadFailedException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class DownloadsTest extends DownloadFixture {
  @Test
  void aFileArrivesWholeAndWithoutTheKey() throws Exception {
    List<Long> progress = new ArrayList<>();
    server.enqueue(ok(FILE).build());
    video()
        .onProgress(
            (received, total) -> {
              assertThat(total).isEqualTo(FILE.length);
              progress.add(received);
            })
        .execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
    assertThat(progress).isSorted().endsWith((long) FILE.length);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().toString()).doesNotContain("secret").doesNotContain("Range");
    assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void aFileWithoutALengthArrivesInChunks() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/octet-stream")
            .chunkedBody(new Buffer().write(FILE), 8_000)
            .build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void redirectsAreFollowed() throws Exception {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/other").build());
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    server.takeRequest();
    assertThat(server.takeRequest().getTarget()).isEqualTo("/other");
  }

  @Test
  void redirectsWithoutEndAreRefused() throws Exception {
    for (int i = 0; i < 11; i++) {
      server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/x").build());
    }
    assertThat(failure(video())).hasMessageContaining("redirected without end");
    assertThat(server.getRequestCount()).isEqualTo(11);
    assertThat(files()).isEmpty();
  }

  @Test
  void troubleThatPassesIsWaitedOut() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "7").build());
    server.enqueue(new MockResponse.Builder().code(500).build());
    server.enqueue(new MockResponse.Builder().code(502).build());
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(time.pauses())
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void whatKeepsBreakingIsGivenUpAndCleanedUp() throws Exception {
    for (int i = 0; i < 4; i++) {
      server.enqueue(new MockResponse.Builder().code(500).build());
    }
    DownloadFailedException failure = failure(video());

    assertThat(failure.status()).isEqualTo(500);
    assertThat(failure.partialFile()).isNull();
    assertThat(files()).isEmpty();
  }

  @Test
  void anExistingTargetIsKeptUnlessToldOtherwise() throws Exception {
    Files.writeString(target, "old");
    DownloadFailedException taken = failure(video());
    assertThat(taken.kind()).isEqualTo(Kind.TARGET);
    assertThat(taken).hasCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(server.getRequestCount()).isZero();
    assertThat(target).hasContent("old");

    server.enqueue(new MockResponse.Builder().code(404).build());
    failure(video().overwrite(true));
    assertThat(target).hasContent("old");

    server.enqueue(ok(FILE).build());
    video().overwrite(true).execute();
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aTargetThatAppearsMeanwhileIsNotOverwritten() throws Exception {
    server.enqueue(ok(FILE).build());
    DownloadFailedException failure =
        failure(video().onProgress((received, total) -> write(target, "other")));

    assertThat(failure).hasCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("other");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aFullDiskIsReportedAsSuch() {
    server.enqueue(ok(FILE).build());
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    DownloadFailedException failure = failure(to(full));
    assertThat(failure.kind()).isEqualTo(Kind.TARGET);
    assertThat(failure).hasMessageContaining("No space left on device");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aStreamIsGoneOnWith() throws Exception {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    server.enqueue(broken(100_000));
    server.enqueue(rest(100_000));

    assertThat(to(stream).execute()).isEqualTo(FILE.length);
    assertThat(stream.toByteArray()).isEqualTo(FILE);
  }

  @Test
  void aStreamIsNeverStartedOver() {
    server.enqueue(broken(100_000));
    server.enqueue(ok(FILE).build());

    assertThat(failure(to(new ByteArrayOutputStream()))).hasMessageContaining("can't go on");
  }

  @Test
  void optionsOfFilesAreNotForStreams() {
    Download<Long> download = to(new ByteArrayOutputStream());

    assertThatThrownBy(() -> download.overwrite(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("overwrite");
    assertThatThrownBy(() -> download.keepPartial(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("keepPartial");
  }

  @Test
  void aStreamThatThrowsEndsTheDownload() {
    server.enqueue(ok(FILE).build());
    OutputStream buggy =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new IllegalStateException("bug");
          }
        };

    assertThat(failure(to(buggy)))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bug");
  }

  @Test
  void aListenerThatThrowsDoesNotCostTheFile() throws Exception {
    server.enqueue(ok(FILE).build());
    video()
        .onProgress(
            (received, total) -> {
              throw new IllegalStateException("bug");
            })
        .execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void aListenerThatThrowsAnErrorDoesNotCostTheFile() throws Exception {
    server.enqueue(ok(FILE).build());
    video()
        .onProgress(
            (received, total) -> {
              throw new AssertionError("bug");
            })
        .executeAsync()
        .get(20, TimeUnit.SECONDS);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void aFailureKeepsTheUrlAndShowsItWithoutItsQuery() {
    server.enqueue(new MockResponse.Builder().code(404).build());
    Download<Path> signed = at("/v.mp4?sig=secret");
    DownloadFailedException failure = failure(signed);

    assertThat(failure.url()).isEqualTo(server.url("/v.mp4?sig=secret").toString());
    assertThat(failure.target()).isEqualTo(target);
    assertThat(failure).hasMessageContaining("/v.mp4").hasMessageNotContaining("secret");
    assertThat(failure.supportReport()).doesNotContain("secret");
    assertThat(signed.toString()).contains("/v.mp4").doesNotContain("secret");
  }

  @Test
  void optionsDoNotChangeTheDownloadTheyAreTakenFrom() throws Exception {
    Download<Path> original = video();
    Download<Path> unused = original.maxBytes(1).maxAttempts(1).overwrite(true);
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(ok(FILE).build());

    assertThat(original.execute()).isEqualTo(target);
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> video().maxBytes(0)).hasMessage("maxBytes: 0, at least 1");
    assertThatThrownBy(() -> video().maxAttempts(0)).hasMessage("maxAttempts: 0, at least 1");
    assertThatThrownBy(() -> video().readTimeout(Duration.ZERO))
        .hasMessage("readTimeout: PT0S, must be positive");
    assertThatThrownBy(() -> video().deadline(Duration.ofSeconds(-1)))
        .hasMessage("deadline: PT-1S, must be positive");
  }

  @Test
  void aTargetThatNamesNoFileIsRefused() {
    assertThatThrownBy(() -> client.downloads().download("https://a.example/", Path.of("/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target: /");
  }

  @Test
  void aTargetInNoFolderFailsTyped() {
    target = folder.resolve("missing/video.mp4");

    assertThat(failure(video()).kind()).isEqualTo(Kind.TARGET);
    assertThat(server.getRequestCount()).isZero();
  }
}
