package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ApiClient;
import dev.videogen.core.Mode;
import dev.videogen.core.TestApi;
import dev.videogen.core.download.DownloadFailedException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every download ends, whatever the user's code throws and whenever it is stopped. */
class DownloadEndTest extends DownloadFixture {
  private static Throwable failure(Mode mode, Download<?> download) {
    return catchThrowable(
        () -> {
          if (mode == Mode.BLOCKING) {
            download.execute();
          } else {
            Mode.join(download.executeAsync());
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aStreamThatThrowsAnErrorIsATypedFailure(Mode mode) {
    server.enqueue(ok(FILE).build());
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new NoClassDefFoundError("codec");
          }
        };
    assertThat(failure(mode, to(broken)))
        .isInstanceOfSatisfying(
            DownloadFailedException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.TARGET));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anEventListenerThatThrowsAnErrorIsATypedFailure(Mode mode) {
    OkHttpClient broken =
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
    try (ApiClient by =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(broken)
            .time(time)
            .build()) {
      assertThat(failure(mode, at(by, "/video.mp4"))).isInstanceOf(DownloadFailedException.class);
    }
  }

  @Test
  void aCloseBeforeTheTransferBeginsLeavesNoEmptyFile() throws Exception {
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
            return target;
          }
        };
    String url = server.url("/video.mp4").toString();
    Throwable failure = catchThrowable(() -> client.downloads().described(url, closing).execute());

    assertThat(failure).isInstanceOf(DownloadFailedException.class);
    assertThat(files()).isEmpty();
  }
}
