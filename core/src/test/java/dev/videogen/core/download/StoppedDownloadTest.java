package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ApiClient;
import dev.videogen.core.HeldTime;
import dev.videogen.core.TestApi;
import dev.videogen.core.download.DownloadFailedException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class StoppedDownloadTest extends DownloadFixture {
  private final HeldTime held = new HeldTime();

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
    assertThat(failure(video()).kind()).isEqualTo(Kind.CLOSED);
    closer.join();
    assertThat(files()).isEmpty();
  }

  @Test
  void closingTheClientWakesADownloadThatWaits() throws Exception {
    ApiClient waiting = client(held);
    server.enqueue(new MockResponse.Builder().code(503).build());
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(() -> failure(at(waiting, "/v.mp4")));
    held.awaitPause();
    waiting.close();

    assertThat(failure.get(20, TimeUnit.SECONDS)).hasMessageContaining("the client was closed");
    assertThat(files()).isEmpty();
  }

  @Test
  void aClosedClientDownloadsNothing() throws Exception {
    client.close();

    assertThat(failure(video()).kind()).isEqualTo(Kind.CLOSED);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void closingTheClientEndsADownloadThatHoldsNoCaller() throws Exception {
    server.enqueue(stalling());
    CompletableFuture<Path> future = video().executeAsync();
    server.takeRequest();
    client.close();

    assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            DownloadFailedException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.CLOSED));
    assertThat(files()).isEmpty();
  }

  @Test
  void cancellingTheFutureEndsTheTransfer() throws Exception {
    server.enqueue(stalling());
    CompletableFuture<Path> future = video().executeAsync();
    server.takeRequest();
    future.cancel(false);

    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!files().isEmpty() && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void aFutureYieldsTheFile() throws Exception {
    server.enqueue(ok(FILE).build());

    assertThat(video().executeAsync().get(20, TimeUnit.SECONDS)).isEqualTo(target);
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  private static MockResponse stalling() {
    return ok(FILE).onResponseBody(SocketEffect.Stall.INSTANCE).build();
  }

  @Test
  void anInterruptEndsADownloadThatStalls() throws Exception {
    server.enqueue(stalling());
    AtomicReference<DownloadFailedException> failure = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              failure.set(failure(video()));
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    server.takeRequest();
    caller.interrupt();
    caller.join(20_000);

    assertThat(failure.get()).isNotNull();
    assertThat(failure.get().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(flag.get()).isTrue();
    assertThat(files()).isEmpty();
  }

  @Test
  void anInterruptWhileTheFileIsWrittenIsNoFullDisk() throws Exception {
    server.enqueue(ok(FILE).build());
    EventListener interrupting =
        new EventListener() {
          @Override
          public void responseBodyEnd(Call call, long bytes) {
            // All has been read, and the last bytes are still to be written.
            Thread.currentThread().interrupt();
          }
        };
    try (ApiClient interrupted = listening(interrupting)) {
      DownloadFailedException failure = failure(at(interrupted, "/video.mp4"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void anEventListenerThatThrowsFailsTyped() throws Exception {
    server.enqueue(ok(FILE).build());
    try (ApiClient listened = listening(throwing())) {
      DownloadFailedException failure = failure(at(listened, "/video.mp4"));

      assertThat(failure).hasCauseInstanceOf(IllegalStateException.class);
      assertThat(files()).isEmpty();
    }
  }

  private static EventListener throwing() {
    return new EventListener() {
      @Override
      public void callStart(Call call) {
        throw new IllegalStateException("bug");
      }
    };
  }

  private ApiClient listening(EventListener listener) {
    OkHttpClient listened = clean.client().newBuilder().eventListener(listener).build();
    return TestApi.client().apiKey("k_secret").baseUrl(server.url("/")).client(listened).build();
  }

  @Test
  void anInterruptedThreadDownloadsNothing() {
    Thread.currentThread().interrupt();
    DownloadFailedException failure = failure(video());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void theDeadlineEndsADownloadThatStalls() throws Exception {
    server.enqueue(stalling());
    CompletableFuture<Path> future =
        video().deadline(Duration.ofMinutes(10)).readTimeout(Duration.ofHours(1)).executeAsync();
    server.takeRequest();
    time.advance(Duration.ofMinutes(10));

    assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            DownloadFailedException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.DEADLINE));
    assertThat(files()).isEmpty();
  }

  @Test
  void aWaitThatWouldPassTheDeadlineIsNotBegun() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "20").build());
    DownloadFailedException failure = failure(video().deadline(Duration.ofSeconds(10)));

    assertThat(failure.kind()).isEqualTo(Kind.DEADLINE);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(20));
    assertThat(time.pauses()).isEmpty();
  }
}
