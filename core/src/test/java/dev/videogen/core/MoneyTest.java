package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Billable.ServerFaults;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** Whatever users plug in and whatever comes back: what may have been paid is never sent again. */
class MoneyTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final String OK = "{\"url\":\"v\"}";
  private static final String OWN_FAULT = "{\"error\":\"down\",\"reason\":\"later\"}";

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();

  /** A paid endpoint whose provider documents that a 5xx is to be retried. */
  interface RetryingApi {
    @Billable(serverFaults = ServerFaults.RETRYABLE)
    @POST("buy")
    ApiCall<TestApi.Answer> buy(@Body TestApi.Order order);
  }

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(time);
  }

  private void respond(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static ApiException failure(Mode mode, ApiCall<?> call) {
    return catchThrowableOfType(ApiException.class, () -> mode.call(call));
  }

  private static ApiCall<TestApi.Answer> retrying(ApiClient client) {
    return client.create(RetryingApi.class).buy(ORDER);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDocumentedRetryThatGivesUpTellsHowManyAttemptsMayHaveBeenCharged(Mode mode) {
    for (int i = 0; i < 4; i++) {
      respond(500, OWN_FAULT);
    }
    try (ApiClient client = builder().build()) {
      ApiException failure = failure(mode, retrying(client));

      assertThat(failure).isInstanceOf(ServerFaultException.class);
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure.possibleCharges()).isEqualTo(4);
      assertThat(failure).hasMessageEndingWith("4 attempts may have been charged.");
    }
    assertThat(server.getRequestCount()).isEqualTo(4);
    assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void refusalsOnlyRulesTheDocumentedRetryOut(Mode mode) {
    respond(500, OWN_FAULT);
    try (ApiClient client =
        builder().backoff(policy -> policy.withBillable(BillableRetry.REFUSALS_ONLY)).build()) {
      assertThat(failure(mode, retrying(client)).possibleCharges()).isEqualTo(1);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aSuccessAfterADocumentedRetryTellsOfTheEarlierCharge() throws Exception {
    respond(500, OWN_FAULT);
    respond(200, OK);
    AtomicInteger heard = new AtomicInteger();
    CallObserver listener =
        new CallObserver() {
          @Override
          public void succeeded(CallSuccess end) {
            heard.set(end.earlierCharges());
          }
        };
    try (ApiClient client = builder().addObserver((call, tags) -> listener).build()) {
      ApiResponse<TestApi.Answer> response = retrying(client).executeForResponse();

      assertThat(response.attempts()).isEqualTo(2);
      assertThat(response.earlierCharges()).isEqualTo(1);
    }
    assertThat(heard).hasValue(1);
  }

  /** Makes another call of the same client once the paid one has its response. */
  private static Interceptor chattering(AtomicReference<TestApi> api) {
    return chain -> {
      Response response = chain.proceed(chain.request());
      if (chain.request().method().equals("POST")) {
        response.close();
        TestApi.Answer unused = api.get().read().execute();
      }
      return response;
    };
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalOfAnotherCallInAnInterceptorDoesNotRepeatThePaidOne(Mode mode) {
    respond(200, OK);
    for (int i = 0; i < 8; i++) {
      respond(429, "");
    }
    AtomicReference<TestApi> api = new AtomicReference<>();
    try (ApiClient client = builder().addInterceptor(chattering(api)).build()) {
      api.set(client.create(TestApi.class));
      ApiException failure = failure(mode, api.get().buy(ORDER));

      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
      assertThat(failure.charge()).isNotEqualTo(Charge.NONE);
      assertThat(failure.getCause()).isInstanceOf(RateLimitedException.class);
    }
    assertThat(posts()).isEqualTo(1);
  }

  private int posts() {
    int posts = 0;
    RecordedRequest request = takeRequest();
    while (request != null) {
      posts += request.getMethod().equals("POST") ? 1 : 0;
      request = takeRequest();
    }
    return posts;
  }

  private RecordedRequest takeRequest() {
    try {
      return server.takeRequest(0, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalThatAnInterceptorMakesUpAfterTheResponseIsNotRetried(Mode mode) {
    respond(200, OK);
    respond(200, OK);
    try (ApiClient client =
        builder()
            .addInterceptor(chain -> chain.proceed(chain.request()).newBuilder().code(429).build())
            .build()) {
      ApiException failure = failure(mode, client.create(TestApi.class).buy(ORDER));

      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
      assertThat(failure.charge()).isNotEqualTo(Charge.NONE);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aConnectionRefusedAfterAPossibleChargeSpeaksForBoth(Mode mode) throws Exception {
    respond(500, OWN_FAULT);
    try (ApiClient client =
        builder()
            .addInterceptor(
                new Interceptor() {
                  private final AtomicInteger attempts = new AtomicInteger();

                  @Override
                  public Response intercept(Chain chain) throws IOException {
                    if (attempts.incrementAndGet() > 1) {
                      throw new java.net.ConnectException("refused");
                    }
                    return chain.proceed(chain.request());
                  }
                })
            .build()) {
      ApiException failure = failure(mode, retrying(client));

      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure.advice()).isEqualTo("Look it up.");
      assertThat(failure.getMessage()).doesNotContain("Nothing was sent");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theOwnThrottlesRefusalAfterAPossibleChargeSpeaksForBoth(Mode mode) {
    respond(500, OWN_FAULT);
    AtomicInteger turns = new AtomicInteger();
    Throttle once =
        call ->
            new Throttle.Turn() {
              private final boolean first = turns.incrementAndGet() == 1;

              @Override
              public Duration delay() {
                return first ? Duration.ZERO : Duration.ofDays(1);
              }

              @Override
              public void giveBack() {}
            };
    try (ApiClient client = builder().throttle(once).build()) {
      ApiException failure = failure(mode, retrying(client));

      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
      assertThat(failure.retryAfter()).isEqualTo(Duration.ofDays(1));
      assertThat(failure.getMessage()).doesNotContain("Nothing was sent");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCloseAfterAPossibleChargeSpeaksForBoth(Mode mode) throws Exception {
    HeldTime held = new HeldTime();
    respond(500, OWN_FAULT);
    ApiClient client = builder().time(held).build();
    Running running = Running.start(mode, retrying(client));
    held.awaitPause();
    client.close();
    ApiException failure = (ApiException) running.failure();

    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure.stopReason()).isEqualTo(StopReason.CLOSE);
    assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
    assertThat(failure.getMessage()).doesNotContain("Nothing was");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void twoThreadsThatProceedSendOneRequest(Mode mode) {
    CountDownLatch bothReady = new CountDownLatch(2);
    server.enqueue(
        new MockResponse.Builder().body(OK).headersDelay(50, TimeUnit.MILLISECONDS).build());
    respond(200, OK);
    Interceptor racing =
        chain -> {
          List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
          AtomicReference<Response> first = new AtomicReference<>();
          Runnable proceed =
              () -> {
                bothReady.countDown();
                Throwable failed =
                    catchThrowable(
                        () -> {
                          bothReady.await();
                          first.set(chain.proceed(chain.request()));
                        });
                if (failed != null) {
                  failures.add(failed);
                }
              };
          Thread other = new Thread(proceed);
          other.start();
          proceed.run();
          try {
            other.join();
          } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
          }
          assertThat(failures).hasSize(1);
          return first.get();
        };
    try (ApiClient client = builder().addInterceptor(racing).build()) {
      Throwable unused = catchThrowable(() -> mode.call(client.create(TestApi.class).buy(ORDER)));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCloneThatAnInterceptorExecutesCountsAsSent(Mode mode) {
    respond(200, OK);
    respond(200, OK);
    AtomicInteger runs = new AtomicInteger();
    Interceptor cloning =
        chain -> {
          if (runs.incrementAndGet() == 1) {
            Call clone = chain.call().clone();
            clone.execute().close();
          }
          return chain.proceed(chain.request());
        };
    try (ApiClient client = builder().addInterceptor(cloning).build()) {
      ApiException failure = failure(mode, client.create(TestApi.class).buy(ORDER));

      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void threePaidRequestsTravelOnThreeConnectionsEachClosed(Mode mode) throws Exception {
    WatchedSockets watched = new WatchedSockets();
    for (int i = 0; i < 3; i++) {
      respond(200, OK);
    }
    try (ApiClient client =
        builder().client(clean.client().newBuilder().socketFactory(watched).build()).build()) {
      TestApi api = client.create(TestApi.class);
      for (int i = 0; i < 3; i++) {
        assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("v");
      }
      assertThat(watched.sockets).hasSize(3).allMatch(Socket::isClosed);
    }
  }
}
