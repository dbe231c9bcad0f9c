package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
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
  private final CallObserver listener =
      new CallObserver() {
        @Override
        public void throttled(Duration wait) {
          waits.add(wait);
        }
      };

  private ApiClient client(Timekeeper time, Duration longest) {
    return TestApi.client(server, clean)
        .throttle(new SlidingWindowThrottle(1, WINDOW, time, call -> true))
        .backoff(policy -> policy.withMaxServerWait(longest))
        .addObserver((call, tags) -> listener)
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
      mode.call(api.buy(ORDER));
      RateLimitedException refusal =
          catchThrowableOfType(RateLimitedException.class, () -> mode.call(api.buy(ORDER)));

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
      mode.call(api.buy(ORDER));
      mode.call(api.buy(ORDER));
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
      api.buy(ORDER).execute();
      Running waiting = Running.start(mode, api.buy(ORDER));
      time.awaitPause();
      waiting.stop();
      assertThat(waiting.failure())
          .isInstanceOfAny(CallCanceledException.class, CancellationException.class);
      time.awaitPausesCancelled();
      time.advance(WINDOW);

      assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("v");
    }
    // The last call may come a moment before the place is freed, and is woken when it is: no time
    // passes in here by itself.
    assertThat(waits).hasSizeBetween(1, 2);
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
      assertThatThrownBy(() -> mode.call(api.buy(ORDER)))
          .isInstanceOf(ConnectionFailedException.class);
    }
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(one.join(CallInfo.next("test", "", "buy", "POST", true)).delay()).isZero();
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
      Running stalled = Running.start(mode, api.buy(ORDER));
      server.takeRequest();
      stalled.stop();
      assertThat(stalled.failure()).isNotNull();

      assertThat(catchThrowableOfType(RateLimitedException.class, () -> mode.call(api.buy(ORDER))))
          .isNotNull();
    }
  }
}
