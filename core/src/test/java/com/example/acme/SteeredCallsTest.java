package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.failsafe.CircuitBreaker;
import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.BackoffPolicy;
import dev.videogen.core.CallInterceptor;
import dev.videogen.core.CleanExit;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Mode;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.CircuitOpenException;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.retry.RetryRule;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How a user steers calls: interceptors of whole calls, retry rules, a circuit breaker. */
@Timeout(60)
class SteeredCallsTest {
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("refused by the shop");
    }
  }

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean);
  }

  private ApiClient ruled(RetryRule rule) {
    return builder().backoff(policy -> policy.withRule(rule)).build();
  }

  private ApiClient breaking(CircuitBreaker<?> breaker) {
    return builder()
        .circuitBreaker(breaker)
        .backoff(BackoffPolicy.DEFAULT.withMaxAttempts(1))
        .build();
  }

  private void respond(int... statuses) {
    for (int status : statuses) {
      server.enqueue(status == 200 ? OK : new MockResponse.Builder().code(status).build());
    }
  }

  private static ApiCall<TestApi.Answer> buy(ApiClient client) {
    return client.create(TestApi.class).buy(new TestApi.Order("a cat"));
  }

  private static ApiCall<TestApi.Answer> read(ApiClient client) {
    return client.create(TestApi.class).read();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallInterceptorSeesACallOnceHoweverOftenItIsRetried(Mode mode) throws Exception {
    respond(429, 429, 200, 200);
    AtomicInteger ordered = new AtomicInteger();
    CallInterceptor counting =
        request -> {
          assertThat(CallInfo.of(request).attempt()).isZero();
          ordered.addAndGet(CallInfo.of(request).billable() ? 1 : 0);
          return request.newBuilder().header("X-Order", ordered.toString()).build();
        };
    try (ApiClient client = builder().addCallInterceptor(counting).build()) {
      mode.call(buy(client));
      mode.call(read(client));
    }
    assertThat(ordered).hasValue(1);
    for (int request = 0; request < 4; request++) {
      assertThat(server.takeRequest().getHeaders().get("X-Order")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallInterceptorsRefusalReachesTheCallerAsItIs(Mode mode) {
    Refused refusal = new Refused();
    try (ApiClient client =
        builder()
            .addCallInterceptor(
                request -> {
                  throw refusal;
                })
            .build()) {
      assertThat(catchThrowable(() -> mode.call(buy(client)))).isSameAs(refusal);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallInterceptorThatBreaksIsATypedFailure(Mode mode) {
    try (ApiClient client = builder().addCallInterceptor(request -> null).build()) {
      assertThatThrownBy(() -> mode.call(buy(client))).isInstanceOf(HookFailedException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRequestMadeAnewStaysSentOnce(Mode mode) {
    server.enqueue(new MockResponse.Builder().code(503).build());
    try (ApiClient client =
        builder()
            .addCallInterceptor(
                request ->
                    new okhttp3.Request.Builder().url(request.url()).post(request.body()).build())
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build()) {
      assertThatThrownBy(() -> mode.call(buy(client)))
          .isInstanceOfSatisfying(
              ApiException.class,
              failure -> assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  static Stream<Arguments> rules() {
    RetryRule never = failed -> false;
    RetryRule always = failed -> true;
    RetryRule broken =
        failed -> {
          throw new IllegalStateException("rule");
        };
    return Stream.of(
            // rule, paid, status, requests
            Arguments.of(never, false, 503, 1),
            Arguments.of(never, true, 429, 1),
            Arguments.of(always, false, 402, 4),
            Arguments.of(always, true, 402, 4),
            Arguments.of(always, true, 503, 1),
            Arguments.of(always, true, 408, 1),
            Arguments.of(broken, false, 503, 4),
            Arguments.of(broken, false, 402, 1))
        .flatMap(
            row ->
                Stream.of(Mode.values())
                    .map(
                        mode ->
                            Arguments.of(
                                row.get()[0], row.get()[1], row.get()[2], row.get()[3], mode)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleSaysWhatIsRetriedWhereThatCanNotBePaidTwice(
      RetryRule rule, boolean paid, int status, int requests, Mode mode) {
    respond(status, status, status, status);
    try (ApiClient client = ruled(rule)) {
      assertThat(catchThrowable(() -> mode.call(paid ? buy(client) : read(client)))).isNotNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(requests);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRuleSeesStatusCodeAndCall(Mode mode) {
    respond(402);
    RetryRule looking =
        failed -> {
          assertThat(failed.status()).isEqualTo(402);
          assertThat(failed.code()).isEqualTo(TestApi.Code.BROKE);
          assertThat(failed.failure()).isInstanceOf(PaymentException.class);
          assertThat(failed.call().endpoint()).isEqualTo("buy");
          assertThat(failed.retriedByDefault()).isFalse();
          return false;
        };
    try (ApiClient client = ruled(looking)) {
      assertThat(catchThrowable(() -> mode.call(buy(client)))).isInstanceOf(PaymentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRuleIsNotAskedAboutOnesOwnRefusal(Mode mode) {
    AtomicInteger asked = new AtomicInteger();
    try (ApiClient client =
        builder()
            .backoff(policy -> policy.withRule(failed -> asked.incrementAndGet() > 0))
            .addInterceptor(
                chain -> {
                  throw new Refused();
                })
            .build()) {
      assertThat(catchThrowable(() -> mode.call(read(client)))).isInstanceOf(Refused.class);
    }
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallMayHaveItsOwnNumberOfAttempts(Mode mode) throws Exception {
    respond(429, 429, 429, 429, 429, 200);
    try (ApiClient client = builder().build()) {
      assertThat(catchThrowable(() -> mode.call(buy(client).maxAttempts(1))))
          .isInstanceOf(RateLimitedException.class);
      assertThat(server.getRequestCount()).isEqualTo(1);
      assertThat(mode.call(buy(client).maxAttempts(5)).url()).isEqualTo("v");
    }
    assertThat(server.getRequestCount()).isEqualTo(6);
  }

  @Test
  void noAttemptAtAllIsRefused() {
    try (ApiClient client = builder().build()) {
      assertThatThrownBy(() -> read(client).maxAttempts(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("maxAttempts: 0, at least 1");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallThatTheBreakerKeepsBackIsNoOrder(Mode mode) {
    CircuitBreaker<Object> breaker = breaker();
    breaker.open();
    AtomicInteger ordered = new AtomicInteger();
    try (ApiClient client =
        builder()
            .circuitBreaker(breaker)
            .addCallInterceptor(
                request -> {
                  ordered.incrementAndGet();
                  return request;
                })
            .build()) {
      assertThat(catchThrowable(() -> mode.call(buy(client))))
          .isInstanceOf(CircuitOpenException.class);
    }
    assertThat(ordered).hasValue(0);
  }

  private static CircuitBreaker<Object> breaker() {
    return CircuitBreaker.builder()
        .withFailureThreshold(2)
        .withSuccessThreshold(1)
        .withDelay(Duration.ofMinutes(5))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anOutageOpensTheBreakerAndNothingMoreIsSent(Mode mode) throws Exception {
    respond(503, 503);
    CircuitBreaker<Object> shared = breaker();
    try (ApiClient one = breaking(shared);
        ApiClient other = breaking(shared)) {
      assertThat(catchThrowable(() -> mode.call(read(one))))
          .isInstanceOf(ServerFaultException.class);
      assertThat(catchThrowable(() -> mode.call(buy(other))))
          .isInstanceOf(OutcomeUnknownException.class);
      CircuitOpenException open =
          catchThrowableOfType(CircuitOpenException.class, () -> mode.call(buy(one)));

      assertThat(open.charge()).isEqualTo(Charge.NONE);
      assertThat(open.retryAfter()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
      assertThat(server.getRequestCount()).isEqualTo(2);

      shared.halfOpen();
      respond(200, 200);
      mode.call(buy(other));
      assertThat(shared.isClosed()).isTrue();
      mode.call(buy(one));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theCallersMistakesAreNoOutage(Mode mode) {
    respond(402, 429, 402, 429, 402);
    CircuitBreaker<Object> breaker = breaker();
    try (ApiClient client = breaking(breaker)) {
      for (int call = 0; call < 5; call++) {
        assertThat(catchThrowable(() -> mode.call(buy(client)))).isNotNull();
      }
    }
    assertThat(server.getRequestCount()).isEqualTo(5);
    assertThat(breaker.isClosed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void itOpensWithinACallToo(Mode mode) {
    respond(503, 503, 200);
    try (ApiClient client = builder().circuitBreaker(breaker()).build()) {
      assertThat(catchThrowable(() -> mode.call(read(client))))
          .isInstanceOf(CircuitOpenException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aTrialThatIsCancelledOpensItAgain() throws Exception {
    server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
    respond(200);
    CircuitBreaker<Object> breaker = breaker();
    breaker.halfOpen();
    try (ApiClient client = breaking(breaker)) {
      CompletableFuture<TestApi.Answer> trial = read(client).executeAsync();
      server.takeRequest();
      trial.cancel(true);
      while (breaker.isHalfOpen()) {
        Thread.onSpinWait();
      }
      assertThat(breaker.isOpen()).isTrue();
      breaker.halfOpen();
      assertThat(read(client).execute().url()).isEqualTo("v");
    }
    assertThat(breaker.isClosed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWaitGoesOnWhileItIsOpen(Mode mode) throws Exception {
    CircuitBreaker<Object> breaker = breaker();
    breaker.open();
    AtomicInteger polls = new AtomicInteger();
    respond(200);
    try (ApiClient client = breaking(breaker)) {
      TestApi api = client.create(TestApi.class);
      Poll<TestApi.Answer> poll =
          Poll.builder(
                  "awaitAnswer",
                  "answer-1",
                  () -> {
                    if (polls.incrementAndGet() == 3) {
                      breaker.halfOpen();
                    }
                    return api.read();
                  })
              .until(answer -> true)
              .schedule(PollSchedule.of(Duration.ofSeconds(10)))
              .deadline(Duration.ofMinutes(5))
              .build();
      Wait<TestApi.Answer, TestApi.Answer> wait =
          new Poller(client).waitFor(poll, listener -> listener::accept);
      assertThat((mode == Mode.BLOCKING ? wait.execute() : Mode.join(wait.executeAsync())).url())
          .isEqualTo("v");
    }
    assertThat(polls).hasValue(3);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }
}
