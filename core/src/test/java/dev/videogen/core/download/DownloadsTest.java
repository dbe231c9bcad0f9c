package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.HeldTime;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.time.RecordedTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {
  private static final byte[] FILE = new byte[300_000];

  static {
    new Random(7).nextBytes(FILE);
  }

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  @TempDir private Path folder;
  private final RecordedTime time = new RecordedTime();
  private ApiClient client;
  private Path target;

  @BeforeEach
  void build() {
    client =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(clean.client())
            .time(time)
            .build();
    target = folder.resolve("video.mp4");
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static MockResponse.Builder ok(byte[] body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "video/mp4")
        .addHeader("ETag", "\"v1\"")
        .body(new Buffer().write(body));
  }

  private static MockResponse broken(int after) {
    return ok(Arrays.copyOf(FILE, after))
        .setHeader("Content-Length", FILE.length)
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build();
  }

  private static MockResponse rest(int from) {
    return ok(Arrays.copyOfRange(FILE, from, FILE.length))
        .code(206)
        .addHeader("Content-Range", "bytes " + from + "-" + (FILE.length - 1) + "/" + FILE.length)
        .build();
  }

  private Path download(DownloadOptions options) throws IOException {
    return client.downloads().download(server.url("/video.mp4").toString(), target, options);
  }

  private DownloadFailedException failure(DownloadOptions options) {
    return catchThrowableOfType(DownloadFailedException.class, () -> download(options));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  @Test
  void aFileArrivesWholeAndWithoutTheKey() throws Exception {
    List<Long> progress = new ArrayList<>();
    server.enqueue(ok(FILE).build());
    download(
        DownloadOptions.DEFAULT.withProgress(
            (received, total) -> {
              assertThat(total).isEqualTo(FILE.length);
              progress.add(received);
            }));

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
    assertThat(progress).isSorted().endsWith((long) FILE.length);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().toString()).doesNotContain("secret").doesNotContain("Range");
    assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void aBrokenTransferGoesOnWhereItBrokeOff() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(rest(100_000));
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
    server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(second.getHeaders().get("Range")).isEqualTo("bytes=100000-");
    assertThat(second.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void aServerThatKnowsNoRangesSendsItAllAgain() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void anotherStateOfTheFileIsNotMixedIn() throws Exception {
    byte[] other = new byte[200_000];
    server.enqueue(broken(100_000));
    server.enqueue(rest(100_000).newBuilder().setHeader("ETag", "\"v2\"").build());
    server.enqueue(ok(other).setHeader("ETag", "\"v2\"").build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(other);
  }

  @Test
  void aRangeOtherThanAskedForIsNotMixedIn() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(rest(50_000));
    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void aWeakTagPromisesNothingSoItStartsOver() throws Exception {
    server.enqueue(broken(100_000).newBuilder().setHeader("ETag", "W/\"v1\"").build());
    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
  }

  @Test
  void a416OnAWholeFileIsTheEnd() throws Exception {
    server.enqueue(broken(FILE.length).newBuilder().setHeader("Content-Length", 300_001).build());
    server.enqueue(
        new MockResponse.Builder().code(416).addHeader("Content-Range", "bytes */300000").build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void a416OnAnythingElseStartsOver() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(
        new MockResponse.Builder().code(416).addHeader("Content-Range", "bytes */50").build());
    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void aFileWithoutALengthArrivesInChunks() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/octet-stream")
            .chunkedBody(new Buffer().write(FILE), 8_000)
            .build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void redirectsAreFollowed() throws Exception {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/other").build());
    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    server.takeRequest();
    assertThat(server.takeRequest().getTarget()).isEqualTo("/other");
  }

  @Test
  void aRedirectThatLeavesHttpsIsRefused() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", "http://example.com/video.mp4")
            .build());

    assertThat(failure(DownloadOptions.DEFAULT)).hasMessageContaining("is not https");
    assertThat(files()).isEmpty();
  }

  @Test
  void redirectsWithoutEndAreRefused() throws Exception {
    for (int i = 0; i < 11; i++) {
      server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", "/x").build());
    }
    assertThat(failure(DownloadOptions.DEFAULT)).hasMessageContaining("redirected without end");
    assertThat(server.getRequestCount()).isEqualTo(11);
    assertThat(files()).isEmpty();
  }

  @Test
  void anAddressThatIsNotHttpsIsRefused() throws Exception {
    assertThatThrownBy(() -> client.downloads().download("http://example.com/v.mp4", target))
        .isInstanceOf(DownloadFailedException.class)
        .hasMessageContaining("http://example.com is not https");
    assertThatThrownBy(() -> client.downloads().download("file:///etc/passwd", target))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html; charset=utf-8", "application/json", "text/plain"})
  void whatIsNoFileIsRefused(String type) throws Exception {
    server.enqueue(ok(FILE).setHeader("Content-Type", type).build());
    assertThat(failure(DownloadOptions.DEFAULT)).hasMessageContaining("not a file");
    assertThat(files()).isEmpty();
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    server.enqueue(ok(new byte[0]).build());
    assertThat(failure(DownloadOptions.DEFAULT)).hasMessageContaining("the file is empty");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeIsRefusedByItsLengthOrWhileItComes() throws Exception {
    server.enqueue(ok(FILE).build());
    assertThat(failure(DownloadOptions.DEFAULT.withMaxBytes(299_999)))
        .hasMessageContaining("300000 bytes or more, at most 299999");
    server.enqueue(new MockResponse.Builder().chunkedBody(new Buffer().write(FILE), 8_000).build());
    assertThat(failure(DownloadOptions.DEFAULT.withMaxBytes(299_999)))
        .hasMessageContaining("at most 299999");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 400, 401, 403, 404, 410})
  void anAddressThatIsNoLongerGoodIsNotAskedTwice(int status) throws Exception {
    server.enqueue(new MockResponse.Builder().code(status).build());
    assertThat(failure(DownloadOptions.DEFAULT).status()).isEqualTo(status);
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void troubleThatPassesIsWaitedOut() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "7").build());
    server.enqueue(new MockResponse.Builder().code(500).build());
    server.enqueue(new MockResponse.Builder().code(502).build());
    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT);

    assertThat(time.pauses())
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void whatKeepsBreakingIsGivenUpAndCleanedUp() throws Exception {
    for (int i = 0; i < 4; i++) {
      server.enqueue(new MockResponse.Builder().code(500).build());
    }
    DownloadFailedException failure = failure(DownloadOptions.DEFAULT);

    assertThat(failure.status()).isEqualTo(500);
    assertThat(failure.partialFile()).isNull();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatWasKeptIsGoneOnFromLater() throws Exception {
    DownloadOptions keeping = DownloadOptions.DEFAULT.withKeepPartial(true).withMaxAttempts(1);
    server.enqueue(broken(100_000));
    DownloadFailedException failure = failure(keeping);
    assertThat(failure.received()).isEqualTo(100_000);
    assertThat(failure.partialFile()).isEqualTo(folder.resolve("video.mp4.part")).exists();
    assertThat(target).doesNotExist();

    server.enqueue(rest(100_000));
    download(keeping);
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Range")).isEqualTo("bytes=100000-");
  }

  @Test
  void whatWasKeptOfAnotherAddressIsNotMixedIn() throws Exception {
    DownloadOptions keeping = DownloadOptions.DEFAULT.withKeepPartial(true).withMaxAttempts(1);
    server.enqueue(broken(100_000));
    failure(keeping);
    server.enqueue(ok(FILE).build());
    client.downloads().download(server.url("/another.mp4").toString(), target, keeping);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
  }

  @Test
  void anExistingTargetIsKeptUnlessToldOtherwise() throws Exception {
    Files.writeString(target, "old");
    assertThatThrownBy(() -> download(DownloadOptions.DEFAULT))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(server.getRequestCount()).isZero();
    assertThat(target).hasContent("old");

    server.enqueue(new MockResponse.Builder().code(404).build());
    failure(DownloadOptions.DEFAULT.withOverwrite(true));
    assertThat(target).hasContent("old");

    server.enqueue(ok(FILE).build());
    download(DownloadOptions.DEFAULT.withOverwrite(true));
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aTargetThatAppearsMeanwhileIsNotOverwritten() throws Exception {
    server.enqueue(ok(FILE).build());
    assertThatThrownBy(
            () ->
                download(
                    DownloadOptions.DEFAULT.withProgress(
                        (received, total) -> {
                          try {
                            Files.writeString(target, "other");
                          } catch (IOException failed) {
                            throw new AssertionError(failed);
                          }
                        })))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("other");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aDiskThatIsFullIsSaidSo() {
    server.enqueue(ok(FILE).build());
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(
            () ->
                client
                    .downloads()
                    .download(server.url("/v").toString(), full, DownloadOptions.DEFAULT))
        .isInstanceOf(DownloadFailedException.class)
        .hasMessageContaining("No space left on device");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aStreamIsGoneOnWithButNeverStartedOver() throws Exception {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    server.enqueue(broken(100_000));
    server.enqueue(rest(100_000));
    client.downloads().download(server.url("/v").toString(), stream, DownloadOptions.DEFAULT);
    assertThat(stream.toByteArray()).isEqualTo(FILE);

    server.enqueue(broken(100_000));
    server.enqueue(ok(FILE).build());
    assertThatThrownBy(
            () ->
                client
                    .downloads()
                    .download(
                        server.url("/v").toString(),
                        new ByteArrayOutputStream(),
                        DownloadOptions.DEFAULT))
        .isInstanceOf(DownloadFailedException.class)
        .hasMessageContaining("can't go on");
  }

  @Test
  void aListenerThatThrowsDoesNotCostTheFile() throws Exception {
    server.enqueue(ok(FILE).build());
    download(
        DownloadOptions.DEFAULT.withProgress(
            (received, total) -> {
              throw new IllegalStateException("bug");
            }));
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void closingTheClientEndsADownload() throws Exception {
    server.enqueue(ok(FILE).onResponseBody(SocketEffect.Stall.INSTANCE).build());
    Thread closer =
        new Thread(
            () -> {
              try {
                server.takeRequest();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
              client.close();
            });
    closer.start();
    assertThat(failure(DownloadOptions.DEFAULT)).isNotNull();
    closer.join();
    assertThat(files()).isEmpty();
  }

  @Test
  void closingTheClientWakesADownloadThatWaits() throws Exception {
    HeldTime held = new HeldTime();
    ApiClient waiting =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(clean.client())
            .time(held)
            .build();
    server.enqueue(new MockResponse.Builder().code(503).build());
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () -> waiting.downloads().download(server.url("/v.mp4").toString(), target)));
    held.awaitPause();
    waiting.close();

    assertThat(failure.get(20, TimeUnit.SECONDS))
        .isInstanceOf(DownloadFailedException.class)
        .hasMessageContaining("the client was closed");
    assertThat(files()).isEmpty();
  }

  @Test
  void aServerThatSendsLessThanTheRestIsAskedForMore() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(
        ok(Arrays.copyOfRange(FILE, 100_000, 150_000))
            .code(206)
            .addHeader("Content-Range", "bytes 100000-149999/" + FILE.length)
            .build());
    server.enqueue(rest(150_000));
    download(DownloadOptions.DEFAULT);

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void startingOverIsNoProgressHoweverFarItGets() {
    for (int i = 0; i < 10; i++) {
      server.enqueue(
          broken(i % 2 == 0 ? 150_000 : 100_000).newBuilder().removeHeader("ETag").build());
    }
    assertThat(failure(DownloadOptions.DEFAULT).received()).isPositive();
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @Test
  void twoDownloadsDoNotWriteOnePartialFile() throws Exception {
    DownloadOptions keeping = DownloadOptions.DEFAULT.withKeepPartial(true);
    AtomicReference<Throwable> second = new AtomicReference<>();
    server.enqueue(ok(FILE).build());
    download(
        keeping.withProgress(
            (received, total) -> {
              if (second.get() == null) {
                second.set(catchThrowable(() -> download(keeping)));
              }
            }));

    assertThat(second.get())
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("another download is writing it");
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
  }
}
