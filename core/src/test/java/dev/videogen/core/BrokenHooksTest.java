package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.throttle.Throttle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.EventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The user's own code fails in every way it can, and each call still ends, and ends typed. */
class BrokenHooksTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = new MockWebServer();
  private final RecordedTime time = new RecordedTime();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean).time(time);
  }

  private static Throwable failure(Mode mode, TestApi api) {
    return catchThrowable(() -> mode.call(api.buy(ORDER)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInterceptorThatThrowsAnErrorIsATypedFailure(Mode mode) throws Exception {
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  throw new AssertionError("bug");
                })
            .build()) {
      assertThat(failure(mode, client.create(TestApi.class)))
          .isInstanceOf(HookFailedException.class)
          .hasRootCauseMessage("bug");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aKeySupplierThatThrowsAnErrorIsATypedFailure(Mode mode) throws Exception {
    try (ApiClient client =
        builder()
            .apiKey(
                () -> {
                  throw new NoClassDefFoundError("vault");
                })
            .build()) {
      assertThat(failure(mode, client.create(TestApi.class)))
          .isInstanceOf(HookFailedException.class)
          .hasRootCauseMessage("vault");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aListenerThatThrowsErrorsChangesNothing(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(OK);
    server.enqueue(new MockResponse.Builder().code(402).build());
    try (ApiClient client = builder().addObserver((call, tags) -> new ThrowingListener()).build()) {
      TestApi api = client.create(TestApi.class);
      TestApi.Answer answer = mode.call(api.read());

      assertThat(answer.url()).isEqualTo("v");
      assertThat(failure(mode, api)).isInstanceOf(PaymentException.class);
    }
  }

  private static final class ThrowingListener implements CallObserver {
    @Override
    public Scope scope() {
      throw new AssertionError("scope");
    }

    @Override
    public void attemptStarted(int attempt) {
      throw new AssertionError("attemptStarted");
    }

    @Override
    public void attemptFailed(Attempt attempt, boolean retried) {
      throw new AssertionError("attemptFailed");
    }

    @Override
    public void throttled(Duration wait) {
      throw new AssertionError("throttled");
    }

    @Override
    public void failed(CallFailure end) {
      throw new AssertionError("failed");
    }

    @Override
    public void succeeded(CallSuccess end) {
      throw new AssertionError("succeeded");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aThrottleThatThrowsAnErrorIsATypedFailure(Mode mode) throws Exception {
    Throttle broken =
        call -> {
          throw new AssertionError("no budget");
        };
    try (ApiClient client = builder().throttle(broken).build()) {
      assertThat(failure(mode, client.create(TestApi.class)))
          .isInstanceOf(HookFailedException.class)
          .hasRootCauseMessage("no budget");
    }
  }

  /** A turn whose answer to how long is this. */
  private static Throttle answering(Duration delay, CountDownLatch givenBack) {
    return call ->
        new Throttle.Turn() {
          @Override
          public Duration delay() {
            return delay;
          }

          @Override
          public void giveBack() {
            givenBack.countDown();
          }
        };
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aThrottleThatAnswersNullIsATypedFailureAndGetsItsPlaceBack(Mode mode) throws Exception {
    CountDownLatch givenBack = new CountDownLatch(1);
    try (ApiClient client = builder().throttle(answering(null, givenBack)).build()) {
      assertThat(failure(mode, client.create(TestApi.class)))
          .isInstanceOf(HookFailedException.class);
    }
    assertThat(givenBack.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aThrottleThatSaysNeverIsARefusal(Mode mode) throws Exception {
    CountDownLatch givenBack = new CountDownLatch(1);
    Duration never = Duration.ofSeconds(Long.MAX_VALUE);
    try (ApiClient client = builder().throttle(answering(never, givenBack)).build()) {
      Throwable failure = failure(mode, client.create(TestApi.class));

      assertThat(failure).isInstanceOf(RateLimitedException.class);
      assertThat(((ApiException) failure).charge()).isEqualTo(Charge.NONE);
    }
    assertThat(givenBack.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallbackThatThrowsAnErrorKillsNoThread() throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      CompletableFuture<String> heard = new CompletableFuture<>();
      CompletableFuture<?> unused =
          api.read()
              .executeAsync()
              .whenComplete(
                  (response, failure) -> {
                    heard.complete("response");
                    throw new NoClassDefFoundError("callback");
                  });
      assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("response");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anEventListenerThatThrowsLosesNoPlaceUnderTheThrottle(Mode mode) throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    okhttp3.OkHttpClient listened =
        clean
            .client()
            .newBuilder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void callStart(Call call) {
                    if (broken.get()) {
                      throw new IllegalStateException("broken listener");
                    }
                  }
                })
            .build();
    Throttle one = new SlidingWindowThrottle(1, Duration.ofHours(1), time, call -> true);
    server.enqueue(OK);
    try (ApiClient client = builder().client(listened).throttle(one).build()) {
      TestApi api = client.create(TestApi.class);
      assertThat(failure(mode, api)).isInstanceOf(HookFailedException.class);
      broken.set(false);

      assertThat(mode.call(api.read()).url()).isEqualTo("v");
    }
  }

  @Test
  void anEventListenerThatThrowsWhenACallIsCancelledKeepsNoOtherCallFromEnding() throws Exception {
    okhttp3.OkHttpClient listened =
        clean
            .client()
            .newBuilder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void canceled(Call call) {
                    throw new IllegalStateException("broken listener");
                  }
                })
            .build();
    HeldTime held = new HeldTime();
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(new MockResponse.Builder().code(503).build());
    ApiClient client = builder().client(listened).time(held).build();
    TestApi api = client.create(TestApi.class);
    CompletableFuture<TestApi.Answer> first = api.read().executeAsync();
    CompletableFuture<TestApi.Answer> second = api.read().executeAsync();
    held.awaitPause();
    held.awaitPause();
    client.close();

    assertThat(catchThrowable(() -> Mode.join(first))).isInstanceOf(CallCanceledException.class);
    assertThat(catchThrowable(() -> Mode.join(second))).isInstanceOf(CallCanceledException.class);
  }
}
