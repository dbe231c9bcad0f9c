package dev.videogen.core.throttle;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more than a number of calls through in any window of a length, first come, first served.
 * It takes over the limit that the service names, and what others have used of it. Thread-safe.
 */
public final class SlidingWindowThrottle implements Throttle {
  /** Each use is kept by its time, so a limit out of an answer must not name millions. */
  private static final int LARGEST = 10_000;

  private final long window;
  private final Timekeeper time;
  private final Predicate<CallInfo> counted;
  private int limit;

  /** When calls passed that still count, oldest first. */
  private final Deque<Long> passed = new ArrayDeque<>();

  /** Calls that wait, in the order they came. */
  private final Deque<Place> queue = new ArrayDeque<>();

  /**
   * A full window to start with.
   *
   * @param limit calls per window, until the service names another number
   * @param window the window's length
   * @param counted which calls count; others pass at once
   */
  public SlidingWindowThrottle(
      int limit, Duration window, Timekeeper time, Predicate<CallInfo> counted) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + ", at least 1");
    }
    if (window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("window: " + window + ", must be positive");
    }
    this.limit = limit;
    this.window = window.toNanos();
    this.time = time;
    this.counted = counted;
  }

  @Override
  public Turn join(CallInfo call) {
    if (!counted.test(call)) {
      return Unthrottled.INSTANCE;
    }
    Place place = new Place();
    synchronized (this) {
      queue.addLast(place);
    }
    return place;
  }

  /** Uses of the window that aren't ours count from now on until it has passed or is reset. */
  @Override
  public synchronized void learn(CallInfo call, RateLimit told) {
    if (!counted.test(call)) {
      return;
    }
    Integer named = told.limit();
    if (named != null && named > 0) {
      limit = Math.min(named, LARGEST);
    }
    Integer remaining = told.remaining();
    if (remaining == null) {
      return;
    }
    long now = time.nanoTime();
    forget(now);
    int foreign = limit - Math.max(0, remaining) - passed.size();
    if (foreign > 0) {
      List<Long> all = new ArrayList<>(passed);
      long counts = now - window + resetIn(told);
      for (int i = 0; i < foreign; i++) {
        all.add(counts);
      }
      all.sort(null);
      passed.clear();
      passed.addAll(all);
    }
  }

  private long resetIn(RateLimit told) {
    Duration reset = told.resetIn();
    if (reset == null) {
      reset = ServerWait.until(told.resetAt(), time.now());
    }
    return reset == null || reset.compareTo(Duration.ofNanos(window)) > 0
        ? window
        : reset.toNanos();
  }

  private void forget(long now) {
    while (!passed.isEmpty() && now - passed.getFirst() >= window) {
      passed.removeFirst();
    }
  }

  private synchronized Duration delayOf(Place place) {
    if (place.passedAt != null) {
      return Duration.ZERO;
    }
    long now = time.nanoTime();
    forget(now);
    int ahead = 0;
    for (Place other : queue) {
      if (other == place) {
        break;
      }
      ahead++;
    }
    int free = limit - passed.size();
    if (ahead < free) {
      queue.remove(place);
      place.passedAt = now;
      passed.addLast(now);
      return Duration.ZERO;
    }
    return Duration.ofNanos(Math.max(1, freeAt(ahead - free, now) - now));
  }

  /**
   * When the call with this many more places to be freed before its own may pass: places are freed
   * in the order in which they were taken, and taken again by those ahead.
   */
  private long freeAt(int more, long now) {
    int size = passed.size();
    if (size == 0) {
      return now + window;
    }
    long rounds = more / size;
    int index = more % size;
    long taken = now;
    int i = 0;
    for (Long at : passed) {
      if (i++ == index) {
        taken = at;
        break;
      }
    }
    return taken + window * (rounds + 1);
  }

  private synchronized void giveBack(Place place) {
    queue.remove(place);
    Long at = place.passedAt;
    if (at != null) {
      passed.removeFirstOccurrence(at);
      place.passedAt = null;
    }
  }

  private final class Place implements Turn {
    private @Nullable Long passedAt;

    @Override
    public Duration delay() {
      return delayOf(this);
    }

    @Override
    public void giveBack() {
      SlidingWindowThrottle.this.giveBack(this);
    }
  }
}
