package dev.videogen.testkit;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a fake service lives in. It stands still until the test moves it, so that a window
 * of half an hour passes at once. Safe for use by many threads.
 */
public final class FakeClock {
  private static final Instant START = Instant.parse("2026-05-05T16:00:00Z");

  private Instant now = START;

  FakeClock() {}

  /** The moment it is in the fake. */
  public synchronized Instant now() {
    return now;
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
    now = now.plus(duration);
  }

  synchronized void reset() {
    now = START;
  }
}
