package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.time.Timekeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Durations that no long of nanoseconds holds, and clocks that overflow. */
class LongTimesTest {
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();

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

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallMayTakeForEver(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(OK);
    try (ApiClient client = builder().deadline(ENDLESS).build()) {
      ApiCall<TestApi.Answer> call =
          client
              .create(TestApi.class)
              .read()
              .deadline(ENDLESS)
              .attemptTimeout(ENDLESS)
              .maxServerWait(ENDLESS);

      assertThat(mode.call(call).url()).isEqualTo("v");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWaitMayTakeForEver(Mode mode) throws Exception {
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Poll<TestApi.Answer> poll =
          Poll.builder("awaitIt", "it", api::read)
              .until(response -> true)
              .schedule(PollSchedule.of(Duration.ofSeconds(1)))
              .deadline(ENDLESS)
              .build();
      Wait<TestApi.Answer, TestApi.Answer> wait =
          new Poller(client).waitFor(poll, listener -> listener::accept);
      TestApi.Answer answer =
          mode == Mode.BLOCKING ? wait.execute() : Mode.join(wait.executeAsync());

      assertThat(answer.url()).isEqualTo("v");
    }
  }

  @Test
  void aDownloadMayTakeForEver(@TempDir Path folder) throws Exception {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("video").build());
    try (ApiClient client = builder().build()) {
      Path file =
          client
              .downloads()
              .download(server.url("/v.mp4").toString(), folder.resolve("v.mp4"))
              .deadline(ENDLESS)
              .execute();

      assertThat(Files.readString(file)).isEqualTo("video");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWindowMayLastForEver(Mode mode) throws Exception {
    server.enqueue(OK);
    SlidingWindowThrottle throttle = new SlidingWindowThrottle(1, ENDLESS, time, call -> true);
    try (ApiClient client = builder().throttle(throttle).build()) {
      TestApi api = client.create(TestApi.class);

      assertThat(mode.call(api.read()).url()).isEqualTo("v");
      assertThat(catchThrowable(() -> mode.call(api.read())))
          .isInstanceOf(RateLimitedException.class);
    }
  }

  /** Its nanoseconds overflow a second after its start. */
  private final class OverflowingTime implements Timekeeper {
    private final long base = Long.MAX_VALUE - 1_000_000_000L - time.nanoTime();

    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public long nanoTime() {
      return base + time.nanoTime();
    }

    @Override
    public Alarm pause(Duration length, Runnable then) {
      return time.pause(length, then);
    }

    @Override
    public Alarm limit(Duration length, Runnable then) {
      return time.limit(length, then);
    }

    @Override
    public double random() {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aClockThatOverflowsChangesNoWait(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "3").build());
    server.enqueue(OK);
    server.enqueue(OK);
    OverflowingTime clock = new OverflowingTime();
    SlidingWindowThrottle throttle =
        new SlidingWindowThrottle(1, Duration.ofSeconds(10), clock, call -> true);
    try (ApiClient client = builder().time(clock).throttle(throttle).build()) {
      TestApi api = client.create(TestApi.class);
      mode.call(api.read().deadline(Duration.ofMinutes(1)));
      mode.call(api.read().deadline(Duration.ofMinutes(1)));
    }
    assertThat(time.pauses()).hasSize(2);
    assertThat(time.pauses().get(0)).isEqualTo(Duration.ofSeconds(3));
    assertThat(time.pauses().get(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWindowThatOutlivesTheClocksOverflowIsKept(Mode mode) throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    OverflowingTime clock = new OverflowingTime();
    SlidingWindowThrottle throttle =
        new SlidingWindowThrottle(1, Duration.ofSeconds(10), clock, call -> true);
    try (ApiClient client = builder().time(clock).throttle(throttle).build()) {
      TestApi api = client.create(TestApi.class);
      mode.call(api.read());
      mode.call(api.read());
    }
    assertThat(time.pauses()).hasSize(1);
    assertThat(time.pauses().get(0)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
  }
}
