package dev.videogen.core;

import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time that a call has. Any thread may ask it. */
final class Budget {
  private final Timekeeper time;
  private final @Nullable Duration deadline;
  private volatile long startedAt;

  Budget(Timekeeper time, @Nullable Duration deadline) {
    this.time = time;
    this.deadline = deadline;
    this.startedAt = time.nanoTime();
  }

  void start() {
    startedAt = time.nanoTime();
  }

  Duration elapsed() {
    return Duration.ofNanos(time.nanoTime() - startedAt);
  }

  /** Time until the deadline, or null without one. */
  @Nullable Duration left() {
    return deadline == null ? null : deadline.minusNanos(time.nanoTime() - startedAt);
  }

  boolean isSpent() {
    Duration left = left();
    return left != null && (left.isZero() || left.isNegative());
  }
}
