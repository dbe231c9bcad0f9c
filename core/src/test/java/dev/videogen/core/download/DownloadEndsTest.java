package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ApiClient;
import dev.videogen.core.TestApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Downloads end typed, whatever the user's own parts throw, and never with half a file. */
class DownloadEndsTest extends DownloadFixture {
  private static OutputStream broken() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        throw new NoClassDefFoundError("codec");
      }

      @Override
      public void write(byte[] b, int o, int l) {
        throw new NoClassDefFoundError("codec");
      }
    };
  }

  @Test
  void aStreamThatThrowsAnErrorEndsTheFuture() {
    server.enqueue(ok(FILE).build());
    Throwable failure = catchThrowable(() -> to(broken()).executeAsync().get(3, TimeUnit.SECONDS));
    assertThat(failure).hasCauseInstanceOf(DownloadFailedException.class);
  }

  @Test
  void aStreamThatThrowsAnErrorIsATypedFailure() {
    server.enqueue(ok(FILE).build());
    assertThat(catchThrowable(() -> to(broken()).execute()))
        .isInstanceOf(DownloadFailedException.class);
  }

  @Test
  void anEventListenerThatThrowsAnErrorEndsTheFuture() {
    OkHttpClient base =
        clean
            .client()
            .newBuilder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void callStart(Call call) {
                    throw new AssertionError("bug");
                  }
                })
            .build();
    try (ApiClient other =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(base)
            .time(time)
            .build()) {
      Throwable failure =
          catchThrowable(() -> at(other, "/v").executeAsync().get(3, TimeUnit.SECONDS));
      assertThat(failure).hasCauseInstanceOf(DownloadFailedException.class);
    }
  }

  @Test
  void aCloseBeforeTheTransferBeginsCompletesNothing() throws Exception {
    Destination<Path> file = FileDestination.file(target);
    Destination<Path> closing =
        new Destination<>() {
          @Override
          public DownloadTarget<Path> open(String url, DownloadSettings settings)
              throws IOException {
            DownloadTarget<Path> opened = file.open(url, settings);
            client.close();
            return opened;
          }

          @Override
          public Path path() {
            return file.path();
          }
        };
    Throwable failure =
        catchThrowable(
            () ->
                new Download<>(
                        new Fetching(clean.client(), new HostRule(true), client.runner()),
                        server.url("/v").toString(),
                        closing,
                        DownloadSettings.DEFAULT)
                    .execute());
    assertThat(Files.exists(target)).as("an empty file passes as the video").isFalse();
    assertThat(failure).isInstanceOf(DownloadFailedException.class);
  }
}
