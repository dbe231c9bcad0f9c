package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.CallCanceledException.By;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How calls end before their time, in each phase, and by each means. */
class EndingTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final MockResponse STALL =
      new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final HeldTime time = new HeldTime();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(time);
  }

  /** A thread inside a blocking call, whose failure is kept. */
  private static final class Caller extends Thread {
    private final Mode.Blocking<?> call;
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    volatile boolean flagKept;

    Caller(Mode.Blocking<?> call) {
      this.call = call;
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      try {
        call.call();
      } catch (Throwable thrown) {
        failure.set(thrown);
        flagKept = isInterrupted();
      }
    }

    Throwable end() throws InterruptedException {
      join(TimeUnit.SECONDS.toMillis(20));
      assertThat(isAlive()).as("the call ended").isFalse();
      return failure.get();
    }
  }

  private static CallCanceledException canceled(Throwable failure) {
    assertThat(failure).isInstanceOf(CallCanceledException.class);
    return (CallCanceledException) failure;
  }

  private static Throwable failureOf(CompletableFuture<?> future) throws Exception {
    try {
      future.get(20, TimeUnit.SECONDS);
      throw new AssertionError("succeeded");
    } catch (ExecutionException failed) {
      return failed.getCause();
    }
  }

  @Test
  void cancelWakesABlockingCallThatWaits() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).build());
    try (ApiClient client = builder().build()) {
      retrofit2.Call<TestApi.Answer> call = client.create(TestApi.class).buyCall(ORDER);
      Caller caller = new Caller(call::execute);
      time.awaitPause();
      call.cancel();

      CallCanceledException failure = canceled(caller.end());
      assertThat(failure.by()).isEqualTo(By.CANCEL);
      assertThat(failure.charge()).isEqualTo(Charge.NONE);
      assertThat(failure.attempts()).hasSize(1);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void interruptWakesABlockingCallThatWaitsAndKeepsTheFlag() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).build());
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = new Caller(() -> api.buy(ORDER));
      time.awaitPause();
      caller.interrupt();

      assertThat(canceled(caller.end()).by()).isEqualTo(By.INTERRUPT);
      assertThat(caller.flagKept).isTrue();
    }
  }

  @Test
  void interruptEndsABlockingCallInFlightAndKeepsTheFlag() throws Exception {
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = new Caller(() -> api.buy(ORDER));
      server.takeRequest();
      caller.interrupt();

      CallCanceledException failure = canceled(caller.end());
      assertThat(failure.by()).isEqualTo(By.INTERRUPT);
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(caller.flagKept).isTrue();
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadySendsNothing() throws Exception {
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller =
          new Caller(
              () -> {
                Thread.currentThread().interrupt();
                return api.buy(ORDER);
              });

      assertThat(canceled(caller.end()).charge()).isEqualTo(Charge.NONE);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void cancelEndsABlockingCallInFlight() throws Exception {
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      retrofit2.Call<TestApi.Answer> call = client.create(TestApi.class).buyCall(ORDER);
      Caller caller = new Caller(call::execute);
      server.takeRequest();
      call.cancel();

      assertThat(canceled(caller.end()).charge()).isEqualTo(Charge.POSSIBLE);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void closeEndsACallInFlight(Mode mode) throws Exception {
    server.enqueue(STALL);
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    Caller caller = new Caller(() -> quietly(mode, api));
    server.takeRequest();
    client.close();

    assertThat(canceled(caller.end()).by()).isEqualTo(By.CLOSE);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void closeEndsACallThatWaits(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    Caller caller = new Caller(() -> mode == Mode.BLOCKING ? api.read() : joined(api.readAsync()));
    time.awaitPause();
    client.close();

    assertThat(canceled(caller.end()).by()).isEqualTo(By.CLOSE);
  }

  private static Object quietly(Mode mode, TestApi api) throws IOException {
    return mode == Mode.BLOCKING ? api.buy(ORDER) : joined(api.buyAsync(ORDER));
  }

  private static Object joined(CompletableFuture<?> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw (IOException) failed.getCause();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aClosedClientStartsNothing(Mode mode) {
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    client.close();

    assertThatThrownBy(() -> mode.call(api::read, api::readAsync))
        .isInstanceOf(CallCanceledException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void cancellingAFutureEndsItsWaitAndSendsNothingMore() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    try (ApiClient client = builder().build()) {
      CompletableFuture<TestApi.Answer> future = client.create(TestApi.class).readAsync();
      time.awaitPause();
      future.cancel(true);

      time.awaitPausesCancelled();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aCallInTheDispatchersQueueIsCancelledAtOnce() throws Exception {
    clean.client().dispatcher().setMaxRequestsPerHost(1);
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      CompletableFuture<TestApi.Answer> first = api.readAsync();
      server.takeRequest();
      retrofit2.Call<TestApi.Answer> queued = api.buyCall(ORDER);
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      queued.enqueue(
          new retrofit2.Callback<>() {
            @Override
            public void onResponse(
                retrofit2.Call<TestApi.Answer> call, retrofit2.Response<TestApi.Answer> response) {
              ended.completeExceptionally(new AssertionError("answered"));
            }

            @Override
            public void onFailure(retrofit2.Call<TestApi.Answer> call, Throwable failure) {
              ended.complete(failure);
            }
          });
      queued.cancel();

      assertThat(canceled(ended.get(20, TimeUnit.SECONDS)).charge()).isEqualTo(Charge.NONE);
      assertThat(first).isNotDone();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theDeadlineEndsACallInTheDispatchersQueue() throws Exception {
    clean.client().dispatcher().setMaxRequestsPerHost(1);
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      CompletableFuture<TestApi.Answer> first = api.readAsync();
      server.takeRequest();
      CompletableFuture<TestApi.Answer> queued =
          api.readAsync(new CallOptions(Duration.ofSeconds(5), null));
      time.advance(Duration.ofSeconds(5));

      DeadlineExceededException failure = (DeadlineExceededException) failureOf(queued);
      assertThat(failure.limit()).isEqualTo(TimeLimit.DEADLINE);
      assertThat(failure.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      assertThat(first).isNotDone();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theDeadlineEndsACallInFlightAndSaysSo(Mode mode) throws Exception {
    server.enqueue(STALL);
    CallOptions options = new CallOptions(Duration.ofSeconds(5), null);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller =
          new Caller(
              () -> mode == Mode.BLOCKING ? api.read(options) : joined(api.readAsync(options)));
      server.takeRequest();
      time.advance(Duration.ofSeconds(5));

      DeadlineExceededException failure = (DeadlineExceededException) caller.end();
      assertThat(failure.limit()).isEqualTo(TimeLimit.DEADLINE);
      assertThat(failure).hasMessageContaining("deadline passed after 5.");
      assertThat(failure.attempts()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAttemptThatTakesTooLongIsRepeatedIfItIsARead(Mode mode) throws Exception {
    server.enqueue(STALL);
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    time.pausesEndAtOnce();
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      AtomicReference<Object> answer = new AtomicReference<>();
      Caller caller =
          new Caller(
              () -> {
                answer.set(mode == Mode.BLOCKING ? api.read() : joined(api.readAsync()));
                return answer;
              });
      server.takeRequest();
      time.advance(Endpoint.DEFAULT_ATTEMPT_TIMEOUT);

      assertThat(caller.end()).isNull();
      assertThat(answer.get()).isEqualTo(new TestApi.Answer("v"));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAttemptThatTakesTooLongLeavesAPaidOutcomeUnknown(Mode mode) throws Exception {
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = new Caller(() -> quietly(mode, api));
      server.takeRequest();
      time.advance(Endpoint.DEFAULT_ATTEMPT_TIMEOUT);

      OutcomeUnknownException failure = (OutcomeUnknownException) caller.end();
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure.advice()).isEqualTo("Look it up.");
      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              DeadlineExceededException.class,
              cause -> assertThat(cause.limit()).isEqualTo(TimeLimit.ATTEMPT));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aKeySupplierThatThrowsIsATypedFailure(Mode mode) {
    try (ApiClient client =
        builder()
            .apiKey(
                () -> {
                  throw new IllegalStateException("vault sealed");
                })
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(api::read, api::readAsync))
          .isInstanceOf(HookFailedException.class)
          .hasRootCauseMessage("vault sealed");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aListenerAndAThrottleThatThrowCannotHangACall(Mode mode) throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    CallListener broken =
        new CallListener() {
          @Override
          public void attemptStarted(CallInfo call, int attempt) {
            heard.countDown();
            throw new IllegalStateException("broken listener");
          }
        };
    try (ApiClient client = builder().listener(broken).build()) {
      TestApi api = client.create(TestApi.class);
      assertThat(mode.call(api::read, api::readAsync).url()).isEqualTo("v");
      assertThat(heard.getCount()).isZero();
    }
    Throttle brokenThrottle =
        call -> {
          throw new IllegalStateException("broken throttle");
        };
    try (ApiClient client = builder().throttle(brokenThrottle).build()) {
      TestApi api = client.create(TestApi.class);
      assertThatThrownBy(() -> mode.call(api::read, api::readAsync))
          .isInstanceOf(HookFailedException.class);
    }
  }

  /** Time whose limits never pass: a timer that comes too late. */
  private static final class LateTimer implements Timekeeper {
    private final RecordedTime recorded = new RecordedTime();

    @Override
    public Instant now() {
      return recorded.now();
    }

    @Override
    public long nanoTime() {
      return recorded.nanoTime();
    }

    @Override
    public Alarm pause(Duration length, Runnable then) {
      return recorded.pause(length, then);
    }

    @Override
    public Alarm limit(Duration length, Runnable then) {
      return () -> {};
    }

    @Override
    public double random() {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDeadlineThatHasPassedSendsNothingHoweverLateTheTimer(Mode mode) {
    CallOptions late = new CallOptions(Duration.ofNanos(1), null);
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    try (ApiClient client = builder().time(new LateTimer()).build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(() -> api.read(late), () -> api.readAsync(late)))
          .isInstanceOfSatisfying(
              DeadlineExceededException.class,
              failure -> assertThat(failure.limit()).isEqualTo(TimeLimit.DEADLINE));
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void manyCallsThatEndAtOnceStartFewThreads() throws Exception {
    int calls = 100;
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch heard = new CountDownLatch(calls);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Throttle.Turn later =
        new Throttle.Turn() {
          @Override
          public Duration delay() {
            return Duration.ofSeconds(40);
          }

          @Override
          public void giveBack() {}
        };
    ApiClient client = builder().throttle(call -> later).build();
    TestApi api = client.create(TestApi.class);
    for (int i = 0; i < calls; i++) {
      CompletableFuture<?> unused =
          api.readAsync()
              .whenComplete(
                  (answer, failure) -> {
                    threads.add(Thread.currentThread());
                    try {
                      closed.await();
                    } catch (InterruptedException interrupted) {
                      throw new AssertionError(interrupted);
                    }
                    heard.countDown();
                  });
    }
    client.close();
    closed.countDown();

    assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(threads).hasSizeLessThanOrEqualTo(32);
  }
}
