package dev.videogen.core.poll;

import java.time.Duration;
import java.util.List;

/**
 * The pauses before each poll of something that takes its time. Immutable.
 *
 * @param delays the pause before the first poll, before the second, and so on; the last one recurs
 */
public record PollSchedule(List<Duration> delays) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is none, or one isn't positive
   */
  public PollSchedule {
    if (delays.isEmpty()) {
      throw new IllegalArgumentException("delays: none, at least 1");
    }
    for (Duration delay : delays) {
      if (delay.isZero() || delay.isNegative()) {
        throw new IllegalArgumentException("delays: " + delay + ", must be positive");
      }
    }
    delays = List.copyOf(delays);
  }

  /** These pauses, in order; the last one recurs. */
  public static PollSchedule of(Duration... delays) {
    return new PollSchedule(List.of(delays));
  }

  /** The pause after this many polls. */
  public Duration delayAfter(int polls) {
    return delays.get(Math.min(polls, delays.size() - 1));
  }
}
