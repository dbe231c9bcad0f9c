package dev.videogen.core.testing;

import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Time for tests: pauses end at once, in the order of their ends, and are recorded. Any number of
 * calls and waits may share it: its clock jumps to the next pause's end when nothing else is under
 * way, as a simulation's does. Waits have no jitter, so that they can be asserted exactly. Limits
 * (timeouts) pass with real time, or when {@link #advance} makes them.
 *
 * <pre>{@code
 * RecordedTime time = new RecordedTime();
 * NouvelClient nouvel = NouvelClient.builder().apiKey("nvl_test").time(time).build();
 * nouvel.awaitJob("job-1").execute();
 * assertThat(time.pauses()).containsExactly(ofSeconds(10), ofSeconds(15));
 * }</pre>
 */
public final class RecordedTime implements Timekeeper {
  private static final Timekeeper REAL = Timekeeper.system();

  /** A request that the server never answers must not stop the clock for all others. */
  private static final Duration STALLED = Duration.ofMillis(25);

  private final Instant start;
  private final long realStart = REAL.nanoTime();

  // All below is guarded by this.
  private final List<Duration> recorded = new ArrayList<>();
  private final PriorityQueue<Pause> pending =
      new PriorityQueue<>(Comparator.<Pause, Duration>comparing(pause -> pause.end));
  private final Set<Object> busy = new HashSet<>();
  private final List<Limit> limits = new ArrayList<>();
  private Duration skipped = Duration.ZERO;
  private long events;
  private boolean watched;

  /** Starts at the present. */
  public RecordedTime() {
    this(REAL.now());
  }

  /** Starts at {@code start}. */
  public RecordedTime(Instant start) {
    this.start = start;
  }

  /** The pauses so far, in the order in which they began. */
  public synchronized List<Duration> pauses() {
    return List.copyOf(recorded);
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

  private Duration elapsed() {
    return skipped.plusNanos(REAL.nanoTime() - realStart);
  }

  @Override
  public synchronized Instant now() {
    return start.plus(elapsed());
  }

  @Override
  public synchronized long nanoTime() {
    return REAL.nanoTime() + skipped.toNanos();
  }

  @Override
  public Alarm pause(Duration length, Runnable then) {
    Pause pause;
    synchronized (this) {
      events++;
      recorded.add(length);
      pause = new Pause(elapsed().plus(length), then);
      pending.add(pause);
    }
    endNextPause(false);
    return () -> over(pause);
  }

  private void over(Object task) {
    synchronized (this) {
      events++;
      busy.remove(task);
      if (task instanceof Pause pause) {
        pending.remove(pause);
      }
    }
    endNextPause(false);
  }

  /** Jumps to the end of the next pause, if nothing but pauses is under way. */
  private void endNextPause(boolean stalled) {
    Pause next = null;
    synchronized (this) {
      if (pending.isEmpty()) {
        return;
      }
      if (busy.isEmpty() || stalled) {
        next = pending.remove();
        // Whoever waited is busy from now on, until it cancels this alarm.
        busy.add(next);
        Duration ahead = next.end.minus(elapsed());
        if (!ahead.isNegative()) {
          skipped = skipped.plus(ahead);
        }
      } else if (!watched) {
        watched = true;
        watch(events);
      }
    }
    if (next != null) {
      next.then.run();
    }
  }

  private void watch(long seen) {
    Alarm unused = REAL.limit(STALLED, () -> endStall(seen));
  }

  private void endStall(long seen) {
    boolean stalled;
    synchronized (this) {
      stalled = events == seen;
      watched = !pending.isEmpty() && !stalled;
      if (watched) {
        watch(events);
      }
    }
    if (stalled) {
      endNextPause(true);
    }
    endNextPause(false);
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    Limit limit = new Limit(length, then);
    synchronized (this) {
      events++;
      limits.add(limit);
      busy.add(limit);
    }
    limit.real =
        REAL.limit(
            length,
            () -> {
              if (forget(limit)) {
                then.run();
              }
            });
    return () -> {
      forget(limit);
      limit.real.cancel();
      over(limit);
    };
  }

  private synchronized boolean forget(Limit limit) {
    return limits.remove(limit);
  }

  @Override
  public double random() {
    return 0;
  }

  private static final class Pause {
    final Duration end;
    final Runnable then;

    Pause(Duration end, Runnable then) {
      this.end = end;
      this.then = then;
    }
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
