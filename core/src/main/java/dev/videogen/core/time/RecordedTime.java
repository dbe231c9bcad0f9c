package dev.videogen.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Time for tests: every pause ends at once, moves the clock on by its length, and is recorded.
 * Waits have no jitter, so that they can be asserted exactly. Limits (timeouts) pass with real
 * time, or when {@link #advance} makes them.
 *
 * <p>Use one per test: the pauses of calls that run side by side add up on its clock.
 */
public final class RecordedTime implements Timekeeper {
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Limit> limits = new ArrayList<>();
  private final Instant start;
  private final long realStart = System.nanoTime();
  private Duration skipped = Duration.ZERO;

  /** Starts at the present. */
  public RecordedTime() {
    this(Instant.now());
  }

  /** Starts at {@code start}. */
  public RecordedTime(Instant start) {
    this.start = start;
  }

  /** The pauses so far, in order. */
  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** Moves the clock on, and fires the limits that have passed by then. */
  public void advance(Duration by) {
    List<Limit> passed = new ArrayList<>();
    synchronized (this) {
      skipped = skipped.plus(by);
      for (Limit limit : limits) {
        limit.left = limit.left.minus(by);
        if (limit.left.isNegative() || limit.left.isZero()) {
          passed.add(limit);
        }
      }
      limits.removeAll(passed);
    }
    for (Limit limit : passed) {
      limit.real.cancel();
      limit.then.run();
    }
  }

  @Override
  public synchronized Instant now() {
    return start.plus(skipped).plusNanos(System.nanoTime() - realStart);
  }

  @Override
  public synchronized long nanoTime() {
    return System.nanoTime() + skipped.toNanos();
  }

  @Override
  public Alarm pause(Duration length, Runnable then) {
    synchronized (this) {
      pauses.add(length);
      skipped = skipped.plus(length);
    }
    then.run();
    return () -> {};
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    Limit limit = new Limit(length, then);
    synchronized (this) {
      limits.add(limit);
    }
    limit.real =
        SystemTime.INSTANCE.limit(
            length,
            () -> {
              if (forget(limit)) {
                then.run();
              }
            });
    return () -> {
      forget(limit);
      limit.real.cancel();
    };
  }

  private synchronized boolean forget(Limit limit) {
    return limits.remove(limit);
  }

  @Override
  public double random() {
    return 0;
  }

  private static final class Limit {
    Duration left;
    final Runnable then;
    volatile Alarm real = () -> {};

    Limit(Duration left, Runnable then) {
      this.left = left;
      this.then = then;
    }
  }
}
