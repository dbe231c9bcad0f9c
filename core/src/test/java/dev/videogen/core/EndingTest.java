package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.StopReason;
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
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
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

  private interface Blocking {
    Object call() throws IOException;
  }

  /** A thread inside a blocking call, whose failure is kept. */
  private static final class Caller extends Thread {
    private final Blocking call;
    final AtomicReference<Throwable> failure = new AtomicReference<>();
    volatile boolean flagKept;

    Caller(Blocking call) {
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

  private static OutcomeUnknownException unknown(Throwable failure) {
    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    return (OutcomeUnknownException) failure;
  }

  /** A paid call that has a {@code cancel()}. */
  private Call cancellable() {
    BackoffInterceptor backoff =
        new BackoffInterceptor(BackoffPolicy.DEFAULT, (call, tags) -> null, time);
    return backoff
        .callFactory(clean.client())
        .newCall(new Request.Builder().url(server.url("/buy")).post(RequestBody.EMPTY).build());
  }

  /** Makes a call in this form on a thread of its own. */
  private static Caller caller(Mode mode, ApiCall<?> call) {
    return new Caller(
        () -> {
          try {
            return mode.call(call);
          } catch (IOException failure) {
            throw failure;
          } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
          }
        });
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
    Call call = cancellable();
    Caller caller = new Caller(call::execute);
    time.awaitPause();
    call.cancel();

    CallCanceledException failure = canceled(caller.end());
    assertThat(failure.stopReason()).isEqualTo(StopReason.CANCEL);
    assertThat(failure.charge()).isEqualTo(Charge.NONE);
    assertThat(failure.attempts()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void interruptWakesABlockingCallThatWaitsAndKeepsTheFlag() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).build());
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = new Caller(() -> api.buy(ORDER).execute());
      time.awaitPause();
      caller.interrupt();

      assertThat(canceled(caller.end()).stopReason()).isEqualTo(StopReason.INTERRUPT);
      assertThat(caller.flagKept).isTrue();
    }
  }

  @Test
  void interruptEndsABlockingCallInFlightAndKeepsTheFlag() throws Exception {
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = new Caller(() -> api.buy(ORDER).execute());
      server.takeRequest();
      caller.interrupt();

      OutcomeUnknownException failure = unknown(caller.end());
      assertThat(failure.stopReason()).isEqualTo(StopReason.INTERRUPT);
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
                return api.buy(ORDER).execute();
              });

      assertThat(canceled(caller.end()).charge()).isEqualTo(Charge.NONE);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void cancelEndsABlockingCallInFlight() throws Exception {
    server.enqueue(STALL);
    Call call = cancellable();
    Caller caller = new Caller(call::execute);
    server.takeRequest();
    call.cancel();

    OutcomeUnknownException failure = unknown(caller.end());
    assertThat(failure.stopReason()).isEqualTo(StopReason.CANCEL);
    assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void closeEndsACallInFlight(Mode mode) throws Exception {
    server.enqueue(STALL);
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    Caller caller = caller(mode, api.buy(ORDER));
    server.takeRequest();
    client.close();

    OutcomeUnknownException failure = unknown(caller.end());
    assertThat(failure.stopReason()).isEqualTo(StopReason.CLOSE);
    assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void closeEndsACallThatWaits(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    Caller caller = caller(mode, api.read());
    time.awaitPause();
    client.close();

    assertThat(canceled(caller.end()).stopReason()).isEqualTo(StopReason.CLOSE);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aClosedClientStartsNothing(Mode mode) {
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    client.close();

    assertThatThrownBy(() -> mode.call(api.read())).isInstanceOf(CallCanceledException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void cancellingAFutureEndsItsWaitAndSendsNothingMore() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    try (ApiClient client = builder().build()) {
      CompletableFuture<TestApi.Answer> future = client.create(TestApi.class).read().executeAsync();
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
      CompletableFuture<TestApi.Answer> first = api.read().executeAsync();
      server.takeRequest();
      Call queued = cancellable();
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      queued.enqueue(
          new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
              ended.completeExceptionally(new AssertionError("a response"));
            }

            @Override
            public void onFailure(Call call, IOException failure) {
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
      CompletableFuture<TestApi.Answer> first = api.read().executeAsync();
      server.takeRequest();
      CompletableFuture<TestApi.Answer> queued =
          api.read().deadline(Duration.ofSeconds(5)).executeAsync();
      time.advance(Duration.ofSeconds(5));

      DeadlineExceededException failure = (DeadlineExceededException) failureOf(queued);
      assertThat(failure.stopReason()).isEqualTo(StopReason.DEADLINE);
      assertThat(failure.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      assertThat(first).isNotDone();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theDeadlineEndsACallInFlightAndSaysSo(Mode mode) throws Exception {
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = caller(mode, api.read().deadline(Duration.ofSeconds(5)));
      server.takeRequest();
      time.advance(Duration.ofSeconds(5));

      DeadlineExceededException failure = (DeadlineExceededException) caller.end();
      assertThat(failure.stopReason()).isEqualTo(StopReason.DEADLINE);
      assertThat(failure).hasMessageContaining("deadline passed after 5.");
      assertThat(failure.attempts()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAttemptThatTakesTooLongIsRetriedIfItIsARead(Mode mode) throws Exception {
    server.enqueue(STALL);
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    time.pausesEndAtOnce();
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      AtomicReference<Object> response = new AtomicReference<>();
      Caller caller =
          new Caller(
              () -> {
                try {
                  response.set(mode.call(api.read()));
                } catch (Exception unexpected) {
                  throw new AssertionError(unexpected);
                }
                return response;
              });
      server.takeRequest();
      time.advance(Endpoint.DEFAULT_ATTEMPT_TIMEOUT);

      assertThat(caller.end()).isNull();
      assertThat(response.get()).isEqualTo(new TestApi.Answer("v"));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAttemptThatTakesTooLongLeavesAPaidOutcomeUnknown(Mode mode) throws Exception {
    server.enqueue(STALL);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Caller caller = caller(mode, api.buy(ORDER));
      server.takeRequest();
      time.advance(Endpoint.DEFAULT_ATTEMPT_TIMEOUT);

      OutcomeUnknownException failure = (OutcomeUnknownException) caller.end();
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure.advice()).isEqualTo("Look it up.");
      assertThat(failure.stopReason()).isEqualTo(StopReason.ATTEMPT_TIMEOUT);
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

      assertThatThrownBy(() -> mode.call(api.read()))
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
    CallObserver broken =
        new CallObserver() {
          @Override
          public void attemptStarted(int attempt) {
            heard.countDown();
            throw new IllegalStateException("broken listener");
          }
        };
    try (ApiClient client = builder().addObserver((call, tags) -> broken).build()) {
      TestApi api = client.create(TestApi.class);
      assertThat(mode.call(api.read()).url()).isEqualTo("v");
      assertThat(heard.getCount()).isZero();
    }
    Throttle brokenThrottle =
        call -> {
          throw new IllegalStateException("broken throttle");
        };
    try (ApiClient client = builder().throttle(brokenThrottle).build()) {
      TestApi api = client.create(TestApi.class);
      assertThatThrownBy(() -> mode.call(api.read())).isInstanceOf(HookFailedException.class);
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
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    try (ApiClient client = builder().time(new LateTimer()).build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(api.read().deadline(Duration.ofNanos(1))))
          .isInstanceOfSatisfying(
              DeadlineExceededException.class,
              failure -> assertThat(failure.stopReason()).isEqualTo(StopReason.DEADLINE));
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void manyCallsThatEndAtOnceStartFewThreads() throws Exception {
    int calls = 1_000;
    CountDownLatch heard = new CountDownLatch(calls);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    ApiClient client = builder().throttle(call -> new Forever()).build();
    TestApi api = client.create(TestApi.class);
    for (int i = 0; i < calls; i++) {
      CompletableFuture<?> unused =
          api.read()
              .executeAsync()
              .whenComplete(
                  (response, failure) -> {
                    threads.add(Thread.currentThread());
                    heard.countDown();
                  });
    }
    client.close();

    assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(threads).hasSizeLessThanOrEqualTo(40);
  }

  /** A turn that doesn't come while a test lasts. */
  private static final class Forever implements Throttle.Turn {
    @Override
    public Duration delay() {
      return Duration.ofSeconds(40);
    }

    @Override
    public void giveBack() {}
  }

  @Test
  void callbacksThatBlockKeepNoOtherCallFromEnding() throws Exception {
    int blocked = 50;
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(blocked);
    ApiClient client = builder().throttle(call -> new Forever()).build();
    TestApi api = client.create(TestApi.class);
    for (int i = 0; i < blocked; i++) {
      CompletableFuture<?> unused =
          api.read()
              .executeAsync()
              .whenComplete(
                  (response, failure) -> {
                    entered.countDown();
                    awaitQuietly(release);
                  });
    }
    CompletableFuture<TestApi.Answer> last = api.read().executeAsync();
    client.close();

    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(failureOf(last)).isInstanceOf(CallCanceledException.class);
    release.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
