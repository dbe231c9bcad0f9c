package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** The user's code that runs between attempts may block, and holds up neither caller nor end. */
class StuckInUsersCodeTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();
  private static final MockResponse REFUSED = new MockResponse.Builder().code(429).build();
  private static final MockResponse FAULT =
      new MockResponse.Builder()
          .code(500)
          .body(
              """
              {"error": "internal", "reason": "the kiln broke"}
              """)
          .build();

  /** A service that documents a retry of its 5xx. */
  interface Kiln {
    @Billable(serverFaults = Billable.ServerFaults.RETRYABLE)
    @POST("buy")
    ApiCall<TestApi.Answer> buy(@Body TestApi.Order order);
  }

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  /** Where the user's code blocks, and what a paid call may have cost by then. */
  private enum Hook {
    FACTORY(OK, Charge.NONE),
    JOIN(OK, Charge.NONE),
    DELAY(OK, Charge.NONE),
    STARTED(OK, Charge.NONE),
    FAILED_AFTER_REFUSAL(REFUSED, Charge.NONE),
    FAILED_AFTER_FAULT(FAULT, Charge.POSSIBLE),
    GIVE_BACK(FAULT, Charge.POSSIBLE);

    final MockResponse response;
    final Charge charge;

    Hook(MockResponse response, Charge charge) {
      this.response = response;
      this.charge = charge;
    }
  }

  private void block() {
    inside.countDown();
    try {
      boolean unused = release.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void letGo() {
    release.countDown();
  }

  private ApiClient client(Hook hook) {
    OkHttpClient.Builder http = clean.client().newBuilder();
    if (hook == Hook.FACTORY) {
      http.eventListenerFactory(
          call -> {
            block();
            return EventListener.NONE;
          });
    }
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(http.build())
        .time(time)
        .throttle(throttle(hook))
        .addObserver((call, tags) -> listener(hook))
        .build();
  }

  private Throttle throttle(Hook hook) {
    return call -> {
      if (hook == Hook.JOIN) {
        block();
      }
      return new Throttle.Turn() {
        @Override
        public Duration delay() {
          if (hook == Hook.DELAY) {
            block();
          }
          return Duration.ZERO;
        }

        @Override
        public void giveBack() {
          block();
        }
      };
    };
  }

  private CallObserver listener(Hook hook) {
    return new CallObserver() {
      @Override
      public void attemptStarted(int attempt) {
        if (hook == Hook.STARTED) {
          block();
        }
      }

      @Override
      public void attemptFailed(Attempt attempt, boolean retried) {
        if (hook.name().startsWith("FAILED") || hook == Hook.GIVE_BACK) {
          block();
        }
      }
    };
  }

  static Stream<Arguments> stops() {
    return Stream.of(Hook.values())
        .flatMap(
            hook ->
                Stream.of(StopReason.DEADLINE, StopReason.CLOSE)
                    .map(reason -> Arguments.of(hook, reason)));
  }

  @ParameterizedTest
  @MethodSource("stops")
  void endsThePaidCallThatItHoldsUp(Hook hook, StopReason reason) throws Exception {
    server.enqueue(hook.response);
    server.enqueue(OK);
    ApiClient client = client(hook);
    CompletableFuture<TestApi.Answer> call =
        client.create(Kiln.class).buy(ORDER).deadline(Duration.ofSeconds(30)).executeAsync();
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    if (reason == StopReason.DEADLINE) {
      time.advance(Duration.ofSeconds(30));
    } else {
      client.close();
    }
    Throwable failure = catchThrowable(() -> Mode.join(call));
    int sent = server.getRequestCount();
    release.countDown();
    client.close();

    assertThat(failure).isInstanceOf(ApiException.class);
    ApiException ended = (ApiException) failure;
    assertThat(ended.stopReason()).isEqualTo(reason);
    assertThat(ended.charge()).isEqualTo(hook.charge);
    assertThat(ended instanceof OutcomeUnknownException).isEqualTo(hook.charge != Charge.NONE);
    assertThat(sent).isEqualTo(hook.response == OK ? 0 : 1);
    assertThat(server.getRequestCount()).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(names = {"FACTORY", "JOIN", "DELAY", "STARTED"})
  void holdsNoCallerOfExecuteAsync(Hook hook) throws Exception {
    server.enqueue(OK);
    try (ApiClient client = client(hook)) {
      CompletableFuture<TestApi.Answer> call = client.create(Kiln.class).buy(ORDER).executeAsync();
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(call).isNotDone();
      release.countDown();

      assertThat(Mode.join(call).url()).isEqualTo("v");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aThrottleThatIsSlowToTakeAListenerHoldsUpNothing() throws Exception {
    server.enqueue(OK);
    AtomicBoolean held = new AtomicBoolean(true);
    Throttle throttle =
        call ->
            new Throttle.Turn() {
              @Override
              public Duration delay() {
                return held.getAndSet(false) ? Duration.ofSeconds(1) : Duration.ZERO;
              }

              @Override
              public void giveBack() {}

              @Override
              public void onChange(Runnable action) {
                block();
              }
            };
    try (ApiClient client = TestApi.client(server, clean).time(time).throttle(throttle).build()) {
      assertThat(Mode.join(client.create(Kiln.class).buy(ORDER).executeAsync()).url())
          .isEqualTo("v");
    }
    assertThat(inside.getCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"DEADLINE", "CLOSE"})
  void aResponseThatIsPaidForIsNotLost(StopReason reason) throws Exception {
    server.enqueue(OK);
    CallObserver blocking =
        new CallObserver() {
          @Override
          public void succeeded(CallSuccess end) {
            block();
          }
        };
    assertThat(Mode.join(endedWhileTelling(blocking, reason)).url()).isEqualTo("v");
  }

  @ParameterizedTest
  @EnumSource(names = {"DEADLINE", "CLOSE"})
  void aFailureThatIsKnownIsNotReplaced(StopReason reason) throws Exception {
    server.enqueue(new MockResponse.Builder().code(402).body("{\"error\":\"broke\"}").build());
    CallObserver blocking =
        new CallObserver() {
          @Override
          public void failed(CallFailure end) {
            block();
          }
        };
    Throwable failure = catchThrowable(() -> Mode.join(endedWhileTelling(blocking, reason)));

    assertThat(failure)
        .isInstanceOfSatisfying(
            ApiException.class, known -> assertThat(known.status()).isEqualTo(402));
  }

  private CompletableFuture<TestApi.Answer> endedWhileTelling(
      CallObserver listener, StopReason reason) throws Exception {
    ApiClient client =
        TestApi.client(server, clean).time(time).addObserver((call, tags) -> listener).build();
    CompletableFuture<TestApi.Answer> call =
        client.create(Kiln.class).buy(ORDER).deadline(Duration.ofSeconds(30)).executeAsync();
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    if (reason == StopReason.DEADLINE) {
      time.advance(Duration.ofSeconds(30));
    }
    client.close();
    return call;
  }

  @ParameterizedTest
  @EnumSource(names = {"DEADLINE", "CANCEL", "CLOSE"})
  void eachEndIsToldOnceAndToWhoIsNotStuckAtOnce(StopReason reason) throws Exception {
    server.enqueue(REFUSED);
    List<String> events = new CopyOnWriteArrayList<>();
    CountDownLatch told = new CountDownLatch(1);
    CallObserver listener =
        new CallObserver() {
          @Override
          public void attemptFailed(Attempt attempt, boolean retried) {
            events.add("failed");
            block();
          }

          @Override
          public void failed(CallFailure end) {
            events.add("gave up");
            told.countDown();
          }
        };
    CountDownLatch toldAtOnce = new CountDownLatch(1);
    CallObserver other =
        new CallObserver() {
          @Override
          public void failed(CallFailure end) {
            toldAtOnce.countDown();
          }
        };
    CompletableFuture<TestApi.Answer> call;
    try (ApiClient client =
        TestApi.client(server, clean)
            .time(time)
            .addObserver((started, tags) -> listener)
            .addObserver((started, tags) -> other)
            .build()) {
      call = client.create(Kiln.class).buy(ORDER).deadline(Duration.ofSeconds(30)).executeAsync();
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      Runnable closing = client::close;
      switch (reason) {
        case DEADLINE -> time.advance(Duration.ofSeconds(30));
        case CANCEL -> call.cancel(true);
        default -> closing.run();
      }
      assertThat(catchThrowable(() -> Mode.join(call))).isNotNull();
      assertThat(toldAtOnce.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(events).containsExactly("failed");
      release.countDown();
      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(events).containsExactly("failed", "gave up");
  }
}
