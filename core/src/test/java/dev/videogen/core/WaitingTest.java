package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.http.GET;

/** Waits that are neither shorter nor longer than they must be, and never held up by others. */
class WaitingTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

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

  private static MockResponse refusal(String... headers) {
    MockResponse.Builder refusal = new MockResponse.Builder().code(429);
    for (int i = 0; i < headers.length; i += 2) {
      refusal.addHeader(headers[i], headers[i + 1]);
    }
    return refusal.build();
  }

  private Throttle window(int limit) {
    return new SlidingWindowThrottle(limit, HALF_HOUR, time, call -> true);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNamedWaitOpensTheThrottleThoughTheWindowLooksFull(Mode mode) throws Exception {
    server.enqueue(
        refusal(
            "Retry-After", "1",
            "X-RateLimit-Remaining", "0",
            "X-RateLimit-Limit", "30",
            "X-RateLimit-Reset", "1"));
    ok();
    ok();
    try (ApiClient client = builder().throttle(window(30)).build()) {
      TestApi api = client.create(TestApi.class);
      assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("v");
      assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("v");
    }
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalHoldsTheNextCallBackToo(Mode mode) throws Exception {
    server.enqueue(refusal("Retry-After", "30"));
    ok();
    try (ApiClient client =
        builder().throttle(window(30)).backoff(policy -> policy.withMaxAttempts(1)).build()) {
      TestApi api = client.create(TestApi.class);
      assertThatThrownBy(() -> mode.call(api.buy(ORDER))).isInstanceOf(RateLimitedException.class);
      assertThat(time.pauses()).isEmpty();
      assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("v");
    }
    assertThat(time.pauses()).hasSize(1);
    assertThat(time.pauses().get(0)).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalThatNamesNoWaitTellsThePlannedOne(Mode mode) {
    server.enqueue(refusal());
    try (ApiClient client =
        builder()
            .backoff(policy -> policy.withUnnamedRefusalWait(Duration.ofSeconds(60)))
            .build()) {
      RateLimitedException refused =
          catchThrowableOfType(
              RateLimitedException.class,
              () ->
                  mode.call(
                      client.create(TestApi.class).buy(ORDER).deadline(Duration.ofSeconds(5))));

      assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(60));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void retryAfterZeroMeansTheLeastWaitOfOurOwn(Mode mode) throws Exception {
    server.enqueue(refusal("Retry-After", "0"));
    ok();
    try (ApiClient client = builder().build()) {
      assertThat(mode.call(client.create(TestApi.class).buy(ORDER)).url()).isEqualTo("v");
    }
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aStuckNameLookupKeepsNoAsynchronousCallFromItsDeadline() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Dns stuck =
        host -> {
          looking.countDown();
          awaitQuietly(release);
          throw new UnknownHostException(host);
        };
    OkHttpClient base = clean.client().newBuilder().dns(stuck).build();
    try (ApiClient client = builder().client(base).baseUrl("https://api.test.example/").build()) {
      CompletableFuture<TestApi.Answer> call =
          client.create(TestApi.class).buy(ORDER).deadline(Duration.ofSeconds(1)).executeAsync();
      assertThat(looking.await(20, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(1));

      assertThatThrownBy(() -> Mode.join(call)).isInstanceOf(DeadlineExceededException.class);
    } finally {
      release.countDown();
    }
  }

  @Test
  void aStuckKeySupplierKeepsNoCallFromTheCloseAndSendsNothingAfterwards() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch supplied = new CountDownLatch(1);
    ApiClient client =
        builder()
            .apiKey(
                () -> {
                  asked.countDown();
                  awaitQuietly(release);
                  supplied.countDown();
                  return "k_secret";
                })
            .build();
    CompletableFuture<TestApi.Answer> call = client.create(TestApi.class).buy(ORDER).executeAsync();
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    client.close();

    assertThatThrownBy(() -> Mode.join(call)).isInstanceOf(CallCanceledException.class);
    release.countDown();
    assertThat(supplied.await(20, TimeUnit.SECONDS)).isTrue();
    clean.client().dispatcher().executorService().shutdown();
    assertThat(clean.client().dispatcher().executorService().awaitTermination(20, TimeUnit.SECONDS))
        .isTrue();
    assertThat(server.getRequestCount()).isZero();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void callsMadeAndAwaitedWithinFuturesAllSucceed() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().body("{\"url\":\"v\"}").build();
          }
        });
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      List<CompletableFuture<TestApi.Answer>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(api.read().executeAsync().thenApply(first -> api.read().executeAsync().join()));
      }
      for (CompletableFuture<TestApi.Answer> each : all) {
        assertThat(Mode.join(each).url()).isEqualTo("v");
      }
    }
  }

  @Test
  void readsDontQueueBehindPaidCalls() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getMethod().equals("POST")) {
              awaitQuietly(release);
            }
            return new MockResponse.Builder().body("{\"url\":\"v\"}").build();
          }
        });
    try (ApiClient client = TestApi.client().apiKey("k_secret").baseUrl(server.url("/")).build()) {
      TestApi api = client.create(TestApi.class);
      List<CompletableFuture<TestApi.Answer>> paid = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        paid.add(api.buy(ORDER).executeAsync());
      }
      assertThat(Mode.join(api.read().executeAsync()).url()).isEqualTo("v");
      assertThat(paid).noneMatch(CompletableFuture::isDone);
      release.countDown();
      for (CompletableFuture<TestApi.Answer> each : paid) {
        TestApi.Answer unused = Mode.join(each);
      }
    }
  }

  @Test
  void paidCallsGoBeforeReadsThatWaitForTheWindow() throws Exception {
    Throttle one = new SlidingWindowThrottle(1, Duration.ofSeconds(30), time, call -> true);
    HeldTime held = new HeldTime();
    ok();
    try (ApiClient client = builder().time(held).throttle(one).build()) {
      TestApi api = client.create(TestApi.class);
      TestApi.Answer unused = api.read().execute();
      CompletableFuture<TestApi.Answer> read = api.read().executeAsync();
      held.awaitPause();
      CompletableFuture<TestApi.Answer> paid = api.buy(ORDER).executeAsync();
      held.awaitPause();
      assertThat(read).isNotDone();
      assertThat(paid).isNotDone();
      Duration first = one.join(callInfo(true)).delay();
      Duration second = one.join(callInfo(false)).delay();
      assertThat(first).isLessThan(second);
    }
  }

  private static CallInfo callInfo(boolean billable) {
    return CallInfo.next("test", "", "e", "POST", billable);
  }

  @Test
  void aPlaceThatIsGivenUpIsTakenAtOnceByTheNextInLine() throws Exception {
    HeldTime held = new HeldTime();
    Throttle one = new SlidingWindowThrottle(1, Duration.ofSeconds(30), held, call -> true);
    Throttle.Turn first = one.join(callInfo(true));
    assertThat(first.delay()).isZero();
    ok();
    try (ApiClient client = builder().time(held).throttle(one).build()) {
      CompletableFuture<TestApi.Answer> next =
          client.create(TestApi.class).buy(ORDER).executeAsync();
      held.awaitPause();
      first.giveBack();

      assertThat(Mode.join(next).url()).isEqualTo("v");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anEventListenerFactoryThatThrowsIsATypedFailureAndCostsNoPlace(Mode mode) throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    OkHttpClient base =
        clean
            .client()
            .newBuilder()
            .eventListenerFactory(
                call -> {
                  if (broken.get()) {
                    throw new IllegalStateException("broken factory");
                  }
                  return okhttp3.EventListener.NONE;
                })
            .build();
    ok();
    try (ApiClient client = builder().client(base).throttle(window(1)).build()) {
      TestApi api = client.create(TestApi.class);
      assertThatThrownBy(() -> mode.call(api.buy(ORDER))).isInstanceOf(HookFailedException.class);
      broken.set(false);
      assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("v");
    }
    assertThat(time.pauses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anEndlessDeadlineIsNone(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    ok();
    try (ApiClient client = builder().build()) {
      ApiCall<TestApi.Answer> call =
          client
              .create(TestApi.class)
              .read()
              .deadline(Duration.ofSeconds(Long.MAX_VALUE))
              .attemptTimeout(Duration.ofSeconds(Long.MAX_VALUE))
              .maxServerWait(Duration.ofSeconds(Long.MAX_VALUE));
      assertThat(mode.call(call).url()).isEqualTo("v");
    }
  }

  /** An executor that takes nothing. */
  private static final class Full extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      throw new RejectedExecutionException("full");
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

  @Test
  void anExecutorThatRejectsIsNamed() {
    OkHttpClient base =
        clean.client().newBuilder().dispatcher(new okhttp3.Dispatcher(new Full())).build();
    try (ApiClient client =
        builder().client(base).backoff(policy -> policy.withMaxAttempts(1)).build()) {
      Throwable failure =
          catchThrowable(() -> Mode.join(client.create(TestApi.class).buy(ORDER).executeAsync()));

      assertThat(failure)
          .isInstanceOf(ConnectionFailedException.class)
          .hasMessageContaining("executor rejected")
          .hasMessageContaining("Nothing was sent");
    }
  }

  interface Undecodable {
    @GET("read")
    ApiCall<URI> uri();
  }

  interface Raw {
    @GET("read")
    retrofit2.Call<TestApi.Answer> read();
  }

  @Test
  void whatNothingCanReadIsRefusedWhenTheInterfaceIsCreated() {
    try (ApiClient client = builder().build()) {
      assertThatThrownBy(() -> client.create(Undecodable.class))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client.create(Raw.class))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallThatAnInterceptorCancelsIsCancelled(Mode mode) {
    ok();
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  chain.call().cancel();
                  return response;
                })
            .build()) {
      assertThatThrownBy(() -> mode.call(client.create(TestApi.class).read()))
          .isInstanceOfSatisfying(
              CallCanceledException.class,
              canceled -> assertThat(canceled.stopReason()).isEqualTo(StopReason.CANCEL));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theDispatchersOwnerMayCancelPaidCalls(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    try (ApiClient client = builder().build()) {
      Running running = Running.start(mode, client.create(TestApi.class).buy(ORDER));
      server.takeRequest();
      clean.client().dispatcher().cancelAll();

      assertThat(running.failure())
          .isInstanceOfSatisfying(
              OutcomeUnknownException.class,
              unknown -> assertThat(unknown.stopReason()).isEqualTo(StopReason.CANCEL));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aPlatformExceptionOfAnInterceptorIsConnectionTrouble(Mode mode) throws Exception {
    AtomicInteger runs = new AtomicInteger();
    ok();
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  if (runs.incrementAndGet() == 1) {
                    throw new SocketTimeoutException("slow proxy");
                  }
                  return chain.proceed(chain.request());
                })
            .build()) {
      assertThat(mode.call(client.create(TestApi.class).read()).url()).isEqualTo("v");
    }
    assertThat(time.pauses()).hasSize(1);
  }

  /** A refusal of the user's own. */
  private static final class OverBudget extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anExceptionOfTheUsersOwnReachesTheCallerAsItIs(Mode mode) {
    OverBudget refusal = new OverBudget();
    AtomicInteger runs = new AtomicInteger();
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  runs.incrementAndGet();
                  throw refusal;
                })
            .build()) {
      assertThatThrownBy(() -> mode.call(client.create(TestApi.class).read())).isSameAs(refusal);
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void aDecodedResponseStillTellsItsContentType() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"url\":\"v\"}")
            .addHeader("Content-Type", "application/json; charset=utf-8")
            .build());
    List<String> types = new ArrayList<>();
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  types.add(String.valueOf(response.body().contentType()));
                  types.add(response.body().string());
                  return response;
                })
            .build()) {
      assertThat(client.create(TestApi.class).read().execute().url()).isEqualTo("v");
    }
    assertThat(types).containsExactly("application/json; charset=utf-8", "{\"url\":\"v\"}");
  }

  @Test
  void ourThreadsEndAfterClose() throws Exception {
    ok();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ApiClient client = TestApi.client().apiKey("k_secret").baseUrl(server.url("/")).build();
    TestApi.Answer unused = Mode.join(client.create(TestApi.class).read().executeAsync());
    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("videogen-") && !before.contains(thread))
            .toList();
    assertThat(ours).isNotEmpty();
    client.close();
    for (Thread thread : ours) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }
}
