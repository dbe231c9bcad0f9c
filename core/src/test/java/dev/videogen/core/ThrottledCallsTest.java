package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A window of calls in front of a real service, in both forms of a call. */
class ThrottledCallsTest {
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = new MockWebServer();
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final CallListener listener =
      new CallListener() {
        @Override
        public void waiting(CallInfo call, int nextAttempt, Duration wait) {
          assertThat(nextAttempt).isEqualTo(1);
          waits.add(wait);
        }
      };

  private ApiClient client(Timekeeper time, Duration longest) {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .throttle(new SlidingWindowThrottle(1, WINDOW, time, call -> true))
        .backoff(policy -> policy.withMaxServerWait(longest))
        .listener(listener)
        .time(time)
        .build();
  }

  private void answer() {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalOfOurOwnSaysThatNothingWasSent(Mode mode) throws Exception {
    answer();
    try (ApiClient client = client(new RecordedTime(), Duration.ofSeconds(5))) {
      TestApi api = client.create(TestApi.class);
      mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER));
      RateLimitedException refusal =
          catchThrowableOfType(
              RateLimitedException.class,
              () -> mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER)));

      assertThat(refusal).hasMessageContaining("Nothing was sent");
      assertThat(refusal.status()).isZero();
      assertThat(refusal.charge()).isEqualTo(Charge.NONE);
      assertThat(refusal.attempts()).isEmpty();
      assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(5), WINDOW);
    }
    assertThat(waits).isEmpty();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWaitForATurnIsAnnouncedAndThenTheCallGoes(Mode mode) throws Exception {
    RecordedTime time = new RecordedTime();
    answer();
    answer();
    try (ApiClient client = client(time, Duration.ofMinutes(1))) {
      TestApi api = client.create(TestApi.class);
      mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER));
      mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER));
    }
    assertThat(waits).hasSize(1);
    assertThat(waits.get(0)).isBetween(Duration.ofSeconds(1), WINDOW);
    assertThat(time.pauses()).isEqualTo(waits);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallThatIsCancelledWhileItWaitsFreesItsPlace(Mode mode) throws Exception {
    HeldTime time = new HeldTime();
    answer();
    answer();
    try (ApiClient client = client(time, Duration.ofMinutes(1))) {
      TestApi api = client.create(TestApi.class);
      api.buy(ORDER);
      retrofit2.Call<TestApi.Answer> waiting = api.buyCall(ORDER);
      CompletableFuture<Throwable> ended = start(mode, waiting);
      time.awaitPause();
      waiting.cancel();
      assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(CallCanceledException.class);
      time.advance(WINDOW);

      assertThat(mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER)).url()).isEqualTo("v");
    }
    assertThat(waits).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallThatNeverReachedTheServiceFreesItsPlace(Mode mode) throws Exception {
    RecordedTime time = new RecordedTime();
    Throttle one = new SlidingWindowThrottle(1, WINDOW, time, call -> true);
    try (ApiClient client =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl("http://127.0.0.1:" + closedPort() + "/")
            .client(clean.client())
            .throttle(one)
            .backoff(policy -> policy.withMaxAttempts(3))
            .time(time)
            .build()) {
      TestApi api = client.create(TestApi.class);
      assertThatThrownBy(() -> mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER)))
          .isInstanceOf(ConnectionFailedException.class);
    }
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(one.join(new CallInfo("test", "buy", "POST")).delay()).isZero();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallThatIsCancelledInFlightKeepsItsPlace(Mode mode) throws Exception {
    RecordedTime time = new RecordedTime();
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    try (ApiClient client = client(time, Duration.ofSeconds(5))) {
      TestApi api = client.create(TestApi.class);
      retrofit2.Call<TestApi.Answer> stalled = api.buyCall(ORDER);
      CompletableFuture<Throwable> ended = start(mode, stalled);
      server.takeRequest();
      stalled.cancel();
      ended.get(20, TimeUnit.SECONDS);

      assertThat(
              catchThrowableOfType(
                  RateLimitedException.class,
                  () -> mode.call(() -> api.buy(ORDER), () -> api.buyAsync(ORDER))))
          .isNotNull();
    }
  }

  private static CompletableFuture<Throwable> start(
      Mode mode, retrofit2.Call<TestApi.Answer> call) {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    if (mode == Mode.BLOCKING) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  call.execute();
                  ended.complete(null);
                } catch (Throwable thrown) {
                  ended.complete(thrown);
                }
              });
      caller.setDaemon(true);
      caller.start();
      return ended;
    }
    call.enqueue(
        new retrofit2.Callback<>() {
          @Override
          public void onResponse(
              retrofit2.Call<TestApi.Answer> source, retrofit2.Response<TestApi.Answer> response) {
            ended.complete(null);
          }

          @Override
          public void onFailure(retrofit2.Call<TestApi.Answer> source, Throwable failure) {
            ended.complete(failure);
          }
        });
    return ended;
  }
}
