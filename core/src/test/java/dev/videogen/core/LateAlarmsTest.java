package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alarms and news that come late, or out of order, end what they are about and nothing else. */
class LateAlarmsTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final MockResponse STALL =
      new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();

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

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theDeadlineHoldsForAnAttemptThatOutlivesItsOwnTimeout() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch timedOut = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  chain
                      .call()
                      .addEventListener(
                          new EventListener() {
                            @Override
                            public void canceled(Call call) {
                              timedOut.countDown();
                            }
                          });
                  inside.countDown();
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
      assertThat(timedOut.await(20, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(4));

      assertThatThrownBy(() -> Mode.join(call)).isInstanceOf(DeadlineExceededException.class);
    } finally {
      release.countDown();
    }
    assertThat(server.getRequestCount()).isZero();
  }

  /** Its pauses end while the thread that sets them is held, until {@code next} has begun. */
  private final class EagerTime implements Timekeeper {
    final CountDownLatch next = new CountDownLatch(1);
    final CountDownLatch settled = new CountDownLatch(1);

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
      awaitQuietly(next);
      return () -> {
        alarm.cancel();
        settled.countDown();
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
  }

  @Test
  void aPauseThatIsOverBeforeItsAlarmIsKeptLeavesTheNextAttemptItsLimit() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(STALL);
    EagerTime eager = new EagerTime();
    try (ApiClient client = builder().time(eager).build()) {
      CompletableFuture<TestApi.Answer> call =
          client.create(TestApi.class).read().deadline(Duration.ofSeconds(30)).executeAsync();
      server.takeRequest();
      server.takeRequest();
      eager.next.countDown();
      assertThat(eager.settled.await(20, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(30));

      assertThatThrownBy(() -> Mode.join(call)).isInstanceOf(DeadlineExceededException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void lateNewsOfATurnDoesNotCutTheServicesWaitShort(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "30").build());
    server.enqueue(OK);
    BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    AtomicInteger holds = new AtomicInteger(1);
    Throttle throttle =
        call ->
            new Throttle.Turn() {
              @Override
              public Duration delay() {
                boolean held = call.billable() && holds.getAndDecrement() > 0;
                return held ? Duration.ofSeconds(1) : Duration.ZERO;
              }

              @Override
              public void giveBack() {}

              @Override
              public void onChange(Runnable action) {
                news.add(action);
              }
            };
    HeldTime held = new HeldTime();
    try (ApiClient client = builder().time(held).throttle(throttle).build()) {
      TestApi api = client.create(TestApi.class);
      Running paid = Running.start(mode, api.buy(ORDER));
      held.awaitPause();
      Runnable late = Objects.requireNonNull(news.poll(20, TimeUnit.SECONDS));
      late.run();
      held.awaitPause();
      late.run();
      Mode.ASYNCHRONOUS.call(api.read());

      assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/buy");
      assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/read");
      assertThat(server.getRequestCount()).isEqualTo(2);
      paid.stop();
      assertThat(paid.failure()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aListenerThatTakesItsTimeDoesNotMoveTheDeadline(Mode mode) {
    server.enqueue(new MockResponse.Builder().code(503).build());
    CallObserver slow =
        new CallObserver() {
          @Override
          public void attemptFailed(Attempt attempt, boolean retried) {
            time.advance(Duration.ofMillis(4_500));
          }
        };
    try (ApiClient client = builder().addObserver((call, tags) -> slow).build()) {
      assertThatThrownBy(
              () -> mode.call(client.create(TestApi.class).read().deadline(Duration.ofSeconds(5))))
          .isInstanceOf(DeadlineExceededException.class);
    }
    assertThat(time.pauses()).hasSize(1);
    assertThat(time.pauses().get(0)).isLessThanOrEqualTo(Duration.ofMillis(500));
  }

  /**
   * Its limits pass when the test says so; what the {@code timer} sets is held until {@code next}.
   */
  private class ManualTime implements Timekeeper {
    final BlockingQueue<Runnable> limits = new LinkedBlockingQueue<>();
    final CountDownLatch next = new CountDownLatch(1);
    final CountDownLatch setting = new CountDownLatch(1);
    volatile @Nullable Thread timer;

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
      return time.pause(length, then);
    }

    @Override
    public Alarm limit(Duration length, Runnable then) {
      if (Thread.currentThread() == timer) {
        setting.countDown();
        awaitQuietly(next);
      }
      limits.add(then);
      return () -> {
        boolean unused = limits.remove(then);
      };
    }

    @Override
    public double random() {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aLimitThatIsSetAnewTooLateLeavesTheNextAttemptItsOwn(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(STALL);
    ManualTime manual = new ManualTime();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch setAnew = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    try (ApiClient client =
        builder()
            .time(manual)
            .addInterceptor(
                chain -> {
                  if (first.getAndSet(false)) {
                    inside.countDown();
                    awaitQuietly(setAnew);
                  }
                  return chain.proceed(chain.request());
                })
            .build()) {
      Running running =
          Running.start(mode, client.create(TestApi.class).read().deadline(Duration.ofSeconds(30)));
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      Runnable tooEarly = manual.limits.take();
      Thread timer = new Thread(tooEarly);
      manual.timer = timer;
      timer.start();
      assertThat(manual.setting.await(20, TimeUnit.SECONDS)).isTrue();
      setAnew.countDown();
      server.takeRequest();
      server.takeRequest();
      manual.next.countDown();
      timer.join();
      time.advance(Duration.ofSeconds(30));
      manual.limits.forEach(Runnable::run);

      assertThat(running.failure()).isInstanceOf(DeadlineExceededException.class);
    }
  }

  /** Its pauses end when the test says so. */
  private final class ManualPauses extends ManualTime {
    final BlockingQueue<Runnable> pauses = new LinkedBlockingQueue<>();
    final Semaphore begun = new Semaphore(0);

    @Override
    public Alarm pause(Duration length, Runnable then) {
      pauses.add(then);
      begun.release();
      return () -> {
        boolean unused = pauses.remove(then);
      };
    }
  }

  @Test
  void aLimitOfAPollThatIsSetAnewTooLateLeavesTheWaitItsPause() throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    ManualPauses manual = new ManualPauses();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch setAnew = new CountDownLatch(1);
    AtomicInteger polls = new AtomicInteger();
    try (ApiClient client =
        builder()
            .time(manual)
            .addInterceptor(
                chain -> {
                  inside.countDown();
                  awaitQuietly(setAnew);
                  return chain.proceed(chain.request());
                })
            .build()) {
      Poll<TestApi.Answer> poll =
          Poll.builder("awaitIt", "it", client.create(TestApi.class)::read)
              .until(response -> polls.incrementAndGet() == 2)
              .schedule(PollSchedule.of(Duration.ofSeconds(10)))
              .deadline(Duration.ofMinutes(10))
              .build();
      Wait<TestApi.Answer, TestApi.Answer> wait =
          new Poller(client).waitFor(poll, listener -> listener::accept);
      CompletableFuture<TestApi.Answer> end = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  end.complete(wait.execute());
                } catch (Throwable failure) {
                  end.completeExceptionally(failure);
                }
              });
      caller.start();
      assertThat(manual.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      manual.pauses.remove().run();
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      Thread timer = new Thread(manual.limits.take());
      manual.timer = timer;
      timer.start();
      assertThat(manual.setting.await(20, TimeUnit.SECONDS)).isTrue();
      setAnew.countDown();
      assertThat(manual.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      manual.next.countDown();
      timer.join();

      assertThat(manual.pauses).hasSize(1);
      manual.pauses.remove().run();
      assertThat(end.get(20, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
