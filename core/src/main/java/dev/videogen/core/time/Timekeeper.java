package dev.videogen.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as a client sees it: it reads the clock, waits, and bounds what may take too long. Replace
 * it to take time under control; {@link dev.videogen.core.testing.RecordedTime} makes waits instant
 * for tests.
 *
 * <p>Tasks given to it are short and run none of the user's code. Implementations are thread-safe.
 */
public interface Timekeeper {
  /** The time of day. */
  Instant now();

  /** A clock that never goes back, in nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** Runs {@code then} after a pause that the client chose: between attempts, or between polls. */
  Alarm pause(Duration length, Runnable then);

  /** Runs {@code then} unless cancelled before the limit passes: a timeout. */
  Alarm limit(Duration length, Runnable then);

  /** Where the jitter of a wait comes from: 0 (inclusive, no jitter) to 1 (exclusive). */
  double random();

  /** The real time, kept by one daemon thread for the whole JVM. */
  static Timekeeper system() {
    return SystemTime.INSTANCE;
  }

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Alarm {
    /**
     * Forgets the task if it hasn't run. Whoever sets an alarm cancels it in any case, after its
     * successor is set: until then a clock for tests takes its owner for busy.
     */
    void cancel();
  }
}
