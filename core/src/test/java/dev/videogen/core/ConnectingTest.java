package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.download.DownloadFailedException;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.DeadlineExceededException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that end while they still connect, to a host that lets nobody in. */
class ConnectingTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");

  @RegisterExtension private final CleanExit clean = new CleanExit();
  private final HeldTime time = new HeldTime();
  private final CountDownLatch connecting = new CountDownLatch(1);
  private final List<SocketChannel> queue = new ArrayList<>();
  private ServerSocket full;

  private enum End {
    INTERRUPT,
    CLOSE,
    DEADLINE
  }

  /** A host whose queue of connections is full leaves further ones unanswered. */
  @BeforeEach
  void fillTheQueue() throws IOException {
    full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < 4; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()));
      queue.add(channel);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel channel : queue) {
      channel.close();
    }
    full.close();
  }

  private String url() {
    return "http://127.0.0.1:" + full.getLocalPort() + "/";
  }

  private ApiClient client() {
    OkHttpClient listened =
        clean
            .client()
            .newBuilder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void connectStart(
                      Call call, InetSocketAddress address, java.net.Proxy proxy) {
                    connecting.countDown();
                  }
                })
            .build();
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(url())
        .client(listened)
        .backoff(policy -> policy.withMaxAttempts(1))
        .time(time)
        .build();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aBlockingCallThatConnectsEnds(End end) throws Exception {
    try (ApiClient client = client()) {
      ApiCall<TestApi.Answer> call =
          client.create(TestApi.class).buy(ORDER).deadline(Duration.ofMinutes(1));
      AtomicReference<Throwable> failure = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  call.execute();
                } catch (Throwable thrown) {
                  flag.set(Thread.currentThread().isInterrupted());
                  failure.set(thrown);
                }
              });
      caller.setDaemon(true);
      caller.start();
      assertThat(connecting.await(20, TimeUnit.SECONDS)).isTrue();
      end(end, client, caller);
      caller.join(8_000);

      assertThat(caller.isAlive()).as("the call goes on").isFalse();
      check(end, failure.get());
      assertThat(flag.get()).isEqualTo(end == End.INTERRUPT);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = End.class,
      names = {"CLOSE", "DEADLINE"})
  void anEnqueuedCallThatConnectsEnds(End end) throws Exception {
    try (ApiClient client = client()) {
      CompletableFuture<TestApi.Answer> future =
          client.create(TestApi.class).buy(ORDER).deadline(Duration.ofMinutes(1)).executeAsync();
      assertThat(connecting.await(20, TimeUnit.SECONDS)).isTrue();
      end(end, client, null);

      check(end, catchThrowable(() -> Mode.join(future)));
    }
  }

  private void end(End end, ApiClient client, Thread caller) {
    switch (end) {
      case INTERRUPT -> caller.interrupt();
      case CLOSE -> client.close();
      case DEADLINE -> time.advance(Duration.ofMinutes(1));
    }
  }

  private static void check(End end, Throwable failure) {
    if (end == End.DEADLINE) {
      assertThat(failure).isInstanceOf(DeadlineExceededException.class);
    } else {
      assertThat(failure).isInstanceOf(CallCanceledException.class);
      assertThat(((CallCanceledException) failure).stopReason().name()).isEqualTo(end.name());
    }
    assertThat(((ApiException) failure).charge()).isEqualTo(Charge.NONE);
  }

  @Test
  void aDownloadThatConnectsEndsTypedWhenItsThreadIsInterrupted(@TempDir Path folder)
      throws Exception {
    try (ApiClient client = client()) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  client.downloads().download(url() + "v.mp4", folder.resolve("v.mp4")).execute();
                } catch (Throwable thrown) {
                  flag.set(Thread.currentThread().isInterrupted());
                  failure.set(thrown);
                }
              });
      caller.setDaemon(true);
      caller.start();
      assertThat(connecting.await(20, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      caller.join(8_000);

      assertThat(caller.isAlive()).as("the download goes on").isFalse();
      assertThat(failure.get()).isInstanceOf(DownloadFailedException.class);
      assertThat(flag.get()).isTrue();
      assertThat(folder).isEmptyDirectory();
    }
  }
}
