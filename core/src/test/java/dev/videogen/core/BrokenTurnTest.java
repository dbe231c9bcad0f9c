package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenTurnTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  /** Holds the nth call that joins for a second. */
  private static Throttle holding(int nth) {
    AtomicInteger joined = new AtomicInteger();
    return call -> {
      AtomicInteger holds = new AtomicInteger(joined.incrementAndGet() == nth ? 1 : 0);
      return new Throttle.Turn() {
        @Override
        public Duration delay() {
          return holds.getAndDecrement() > 0 ? Duration.ofSeconds(1) : Duration.ZERO;
        }

        @Override
        public void giveBack() {}

        @Override
        public void onChange(Runnable action) {
          throw new AssertionError("nobody may listen");
        }
      };
    };
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aTurnThatRefusesToBeListenedToIsWaitedFor(Mode mode) throws Exception {
    waitsForTurn(mode, 1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aTurnThatRefusesToBeListenedToBeforeARetryIsWaitedFor(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    waitsForTurn(mode, 2);
  }

  private void waitsForTurn(Mode mode, int nth) throws Exception {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    try (ApiClient client =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(clean.client())
            .time(new RecordedTime())
            .throttle(holding(nth))
            .build()) {
      assertThat(mode.call(client.create(TestApi.class).read()).url()).isEqualTo("v");
    }
  }
}
