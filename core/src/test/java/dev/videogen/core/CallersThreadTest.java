package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.run.RunFuture;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the owner of a dispatcher may do with it. */
class CallersThreadTest {
  private static final MockResponse STALL =
      new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();

  /** Runs what is enqueued on the thread that enqueues it. */
  private static final class Direct extends AbstractExecutorService {
    final CountDownLatch over = new CountDownLatch(1);

    @Override
    public void execute(Runnable task) {
      task.run();
      over.countDown();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DEADLINE", "CANCEL", "CLOSE"})
  void aDispatcherThatRunsCallsOnItsCallersThreadHoldsNoCaller(StopReason end) throws Exception {
    server.enqueue(STALL);
    Direct direct = new Direct();
    ApiClient client =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(clean.client().newBuilder().dispatcher(new Dispatcher(direct)).build())
            .time(time)
            .build();
    ApiCall<TestApi.Answer> call =
        client
            .create(TestApi.class)
            .buy(new TestApi.Order("a cat"))
            .deadline(Duration.ofSeconds(30));
    CompletableFuture<TestApi.Answer> future = call.executeAsync();
    server.takeRequest();
    switch (end) {
      case DEADLINE -> time.advance(Duration.ofSeconds(30));
      case CANCEL -> ((RunFuture<?>) future).stop(end);
      default -> client.close();
    }

    assertThat(catchThrowable(() -> Mode.join(future)))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            failure -> assertThat(failure.stopReason()).isEqualTo(end));
    assertThat(direct.over.await(20, TimeUnit.SECONDS)).isTrue();
    client.close();
  }

  @Test
  void aFactorysCallThatTheDispatcherCancelsSaysSo() throws Exception {
    server.enqueue(STALL);
    Call call =
        new BackoffInterceptor(BackoffPolicy.DEFAULT, (started, tags) -> null, time)
            .callFactory(clean.client())
            .newCall(new Request.Builder().url(server.url("/buy")).post(RequestBody.EMPTY).build());
    CompletableFuture<IOException> ended = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException failure) {
            ended.complete(failure);
          }

          @Override
          public void onResponse(Call answered, Response response) {
            response.close();
            ended.completeExceptionally(new AssertionError("a response"));
          }
        });
    server.takeRequest();
    clean.client().dispatcher().cancelAll();

    assertThat(ended.get(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            failure -> assertThat(failure.stopReason()).isEqualTo(StopReason.CANCEL));
    assertThat(call.isCanceled()).isTrue();
  }
}
