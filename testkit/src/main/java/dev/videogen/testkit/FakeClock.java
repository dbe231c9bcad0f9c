package dev.videogen.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The time that a fake service lives in. It stands still until the test moves it, so that a window
 * of half an hour passes at once; or it follows the time that the client under test goes by. Safe
 * for use by many threads.
 */
public final class FakeClock {
  private static final Instant START = Instant.parse("2026-05-05T16:00:00Z");

  // All below is guarded by this.
  private @Nullable InstantSource followed;
  private Duration advanced = Duration.ZERO;

  FakeClock() {}

  /** The moment it is in the fake. */
  public synchronized Instant now() {
    return (followed == null ? START : followed.instant()).plus(advanced);
  }

  /**
   * Lets that much time pass.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("duration: must not be negative, is " + duration);
    }
    advanced = advanced.plus(duration);
  }

  /**
   * Goes by another clock from now on: what a client waits, passes here, too. To be called before
   * the first request.
   *
   * <pre>{@code
   * RecordedTime time = new RecordedTime();
   * server.clock().follow(time::now);
   * NouvelClient nouvel = NouvelClient.builder()....time(time).build();
   * }</pre>
   */
  public synchronized void follow(InstantSource clock) {
    followed = clock;
    advanced = Duration.ZERO;
  }

  synchronized void reset() {
    advanced = Duration.ZERO;
  }
}
