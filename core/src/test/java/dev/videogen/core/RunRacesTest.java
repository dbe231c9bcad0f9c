package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.RecordedTime;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends and wakes that come at an unlucky moment. */
class RunRacesTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final MockResponse STALL =
      new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(time);
  }

  private void ok() {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theDeadlineHoldsAfterAnAttemptTimedOutWithoutEnding() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch canceled = new CountDownLatch(1);
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  inside.countDown();
                  chain
                      .call()
                      .addEventListener(
                          new okhttp3.EventListener() {
                            @Override
                            public void canceled(okhttp3.Call call) {
                              canceled.countDown();
                            }
                          });
                  awaitQuietly(release);
                  return chain.proceed(chain.request());
                })
            .build()) {
      CompletableFuture<TestApi.Answer> call =
          client
              .create(TestApi.class)
              .buy(ORDER)
              .attemptTimeout(Duration.ofSeconds(1))
              .deadline(Duration.ofSeconds(5))
              .executeAsync();
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(1));
      assertThat(canceled.await(5, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(4));
      Throwable failure = catchThrowable(() -> call.get(3, TimeUnit.SECONDS));
      assertThat(failure).hasCauseInstanceOf(DeadlineExceededException.class);
    } finally {
      release.countDown();
    }
  }

  private static Throttle turn(
      AtomicInteger delays, java.util.function.Consumer<Runnable> onChange) {
    return call ->
        new Throttle.Turn() {
          @Override
          public Duration delay() {
            return delays.getAndDecrement() > 0 ? Duration.ofSeconds(1) : Duration.ZERO;
          }

          @Override
          public void giveBack() {}

          @Override
          public void onChange(Runnable action) {
            onChange.accept(action);
          }
        };
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aTurnThatThrowsWhenListenedToIsATypedFailure(Mode mode) throws Exception {
    ok();
    try (ApiClient client =
        builder()
            .throttle(
                turn(
                    new AtomicInteger(1),
                    action -> {
                      throw new IllegalStateException("no listeners");
                    }))
            .build()) {
      Throwable failure = catchThrowable(() -> mode.call(client.create(TestApi.class).buy(ORDER)));
      assertThat(failure).isNull();
    }
  }

  @Test
  void aTurnThatThrowsWhenListenedToBeforeARetryEndsTheFuture() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    ok();
    AtomicInteger joins = new AtomicInteger();
    Throttle throttle =
        call -> {
          boolean second = joins.incrementAndGet() == 2;
          AtomicInteger delays = new AtomicInteger(second ? 1 : 0);
          return turn(
                  delays,
                  action -> {
                    throw new IllegalStateException("no listeners");
                  })
              .join(call);
        };
    try (ApiClient client = builder().throttle(throttle).build()) {
      CompletableFuture<?> call = client.create(TestApi.class).read().executeAsync();
      Throwable failure = catchThrowable(() -> call.get(3, TimeUnit.SECONDS));
      assertThat(failure).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCloseWhileTheListenerHearsOfTheAttemptIsACancelledCall(Mode mode) throws Exception {
    AtomicReference<ApiClient> closing = new AtomicReference<>();
    try (ApiClient client =
        builder()
            .listener(
                new CallListener() {
                  @Override
                  public void attemptStarted(CallInfo call, int attempt) {
                    closing.get().close();
                  }
                })
            .build()) {
      closing.set(client);
      Throwable failure = catchThrowable(() -> mode.call(client.create(TestApi.class).buy(ORDER)));
      assertThat(failure).isInstanceOf(CallCanceledException.class);
      assertThat(((CallCanceledException) failure).charge()).isEqualTo(Charge.NONE);
      assertThat(((CallCanceledException) failure).stopReason()).isEqualTo(StopReason.CLOSE);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aCallbackThatInterruptsItsThreadIsNotSeenByTheNext() throws Exception {
    try (ApiClient client = builder().build()) {
      java.util.concurrent.Executor workers = client.runner().workers();
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(40);
      ConcurrentLinkedQueue<Boolean> flags = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < 4; i++) {
        workers.execute(
            () -> {
              awaitQuietly(go);
              Thread.currentThread().interrupt();
            });
      }
      for (int i = 0; i < 40; i++) {
        workers.execute(
            () -> {
              flags.add(Thread.currentThread().isInterrupted());
              done.countDown();
            });
      }
      go.countDown();
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(flags).doesNotContain(true);
    }
  }

  @Test
  void aPauseThatEndsAtOnceDoesNotReplaceTheAttemptsLimit() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(STALL);
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch given = new CountDownLatch(1);
    Timekeeper eager =
        new Timekeeper() {
          @Override
          public Instant now() {
            return time.now();
          }

          @Override
          public long nanoTime() {
            return time.nanoTime();
          }

          @Override
          public Alarm pause(Duration length, Runnable then) {
            Alarm alarm = time.pause(length, then);
            // The thread that sets the alarm isn't scheduled for a moment.
            awaitQuietly(arrived);
            return () -> {
              alarm.cancel();
              given.countDown();
            };
          }

          @Override
          public Alarm limit(Duration length, Runnable then) {
            return time.limit(length, then);
          }

          @Override
          public double random() {
            return 0;
          }
        };
    try (ApiClient client = builder().time(eager).build()) {
      CompletableFuture<?> call =
          client.create(TestApi.class).read().deadline(Duration.ofSeconds(30)).executeAsync();
      server.takeRequest();
      server.takeRequest();
      arrived.countDown();
      awaitQuietly(given);
      time.advance(Duration.ofSeconds(60));
      Throwable failure = catchThrowable(() -> call.get(3, TimeUnit.SECONDS));
      assertThat(failure).hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void lateNewsOfATurnEndsNoOtherWait(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "30").build());
    ok();
    HeldTime held = new HeldTime();
    AtomicReference<Runnable> news = new AtomicReference<>();
    AtomicInteger delays = new AtomicInteger(1);
    try (ApiClient client = builder().time(held).throttle(turn(delays, news::set)).build()) {
      Running running = Running.start(mode, client.create(TestApi.class).buy(ORDER));
      held.awaitPause();
      news.get().run();
      held.awaitPause();
      news.get().run();
      server.takeRequest(2, TimeUnit.SECONDS);
      assertThat(server.takeRequest(1, TimeUnit.SECONDS)).isNull();
      running.stop();
    }
  }
}
