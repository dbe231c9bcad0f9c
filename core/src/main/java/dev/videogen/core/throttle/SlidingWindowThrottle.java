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
 * Lets no more than a number of calls through in any window of a length. Paid calls go before those
 * that cost nothing, and among equals it is first come, first served. It takes over the limit that
 * the service names, what others have used of it, and for how long it refuses. Thread-safe.
 *
 * <pre>{@code
 * Throttle shared = new SlidingWindowThrottle(60, ofMinutes(1), Timekeeper.system(), call -> true);
 * NouvelClient one = NouvelClient.builder().apiKey(key).throttle(shared).build();
 * NouvelClient other = NouvelClient.builder().apiKey(key).throttle(shared).build();
 * }</pre>
 */
public final class SlidingWindowThrottle implements Throttle {
  /** Each use is kept by its time, so a limit out of a response must not name millions. */
  private static final int LARGEST = 10_000;

  /** A hundred years: three times as many nanoseconds overflow a long. */
  private static final long LONGEST = Duration.ofDays(36_500).toNanos();

  private final long window;
  private final Timekeeper time;
  private final Predicate<CallInfo> counted;

  // All below is guarded by this.
  private int limit;

  /** When the service takes calls again after a refusal that named a wait; null if it does now. */
  private @Nullable Long closedUntil;

  /** When calls passed that still count, oldest first. */
  private final Deque<Long> passed = new ArrayDeque<>();

  /** Counts what may have made a delay shorter. */
  private long changes;

  /** Calls that wait, in the order in which they go. */
  private final List<Place> queue = new ArrayList<>();

  /**
   * A full window to start with.
   *
   * @param limit calls per window, until the service names another number
   * @param window the window's length; more than a hundred years count as that
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
    this.window = nanos(window);
    this.time = time;
    this.counted = counted;
  }

  /** How many calls count in the window now, those of others included. */
  public synchronized int used() {
    forget(time.nanoTime());
    return passed.size();
  }

  /** How many calls the window takes. */
  public synchronized int limit() {
    return limit;
  }

  @Override
  public Turn join(CallInfo call) {
    if (!counted.test(call)) {
      return Unthrottled.INSTANCE;
    }
    Place place = new Place(call.billable());
    synchronized (this) {
      int at = queue.size();
      if (place.paid) {
        while (at > 0 && !queue.get(at - 1).paid) {
          at--;
        }
      }
      queue.add(at, place);
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
    long reset = resetIn(told);
    if (foreign > 0 && reset > 0) {
      List<Long> all = new ArrayList<>(passed);
      long counts = now - window + reset;
      for (int i = 0; i < foreign; i++) {
        all.add(counts);
      }
      all.sort((one, other) -> Long.signum(one - other));
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

  /** The window opens when the wait has passed, however full it looked. */
  @Override
  public void refused(CallInfo call, Duration wait) {
    if (!counted.test(call)) {
      return;
    }
    synchronized (this) {
      closedUntil = time.nanoTime() + nanos(wait);
      passed.clear();
      changes++;
    }
    wakeAll();
  }

  private static long nanos(Duration wait) {
    return wait.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : wait.toNanos();
  }

  private void forget(long now) {
    while (!passed.isEmpty() && now - passed.getFirst() >= window) {
      passed.removeFirst();
    }
    if (closedUntil != null && now - closedUntil >= 0) {
      closedUntil = null;
    }
  }

  private synchronized Duration delayOf(Place place) {
    if (place.passedAt != null) {
      return Duration.ZERO;
    }
    place.seen = changes;
    long now = time.nanoTime();
    forget(now);
    int ahead = queue.indexOf(place);
    int free = limit - passed.size();
    if (closedUntil == null && ahead < free) {
      queue.remove(place);
      place.passedAt = now;
      passed.addLast(now);
      return Duration.ZERO;
    }
    // The clock may overflow: only differences can be compared.
    long opensIn = closedUntil == null ? 0 : closedUntil - now;
    long freeIn = ahead < free ? 0 : freeAt(ahead - free, now) - now;
    return Duration.ofNanos(Math.max(1, Math.max(opensIn, freeIn)));
  }

  /**
   * When the call with this many more places to be freed before its own may pass: places are freed
   * in the order in which they were taken, and taken again by those ahead.
   */
  private long freeAt(int more, long now) {
    int size = passed.size();
    if (size == 0) {
      long opens = closedUntil == null ? now : closedUntil;
      return opens + windows(more / limit + 1L);
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
    return taken + windows(rounds + 1);
  }

  private long windows(long number) {
    return number > LONGEST / window ? LONGEST : window * number;
  }

  private void giveBack(Place place) {
    synchronized (this) {
      changes++;
      queue.remove(place);
      Long at = place.passedAt;
      if (at != null) {
        passed.removeFirstOccurrence(at);
        place.passedAt = null;
      }
    }
    wakeAll();
  }

  /** Outside the lock: whoever is woken asks for its delay. */
  private void wakeAll() {
    List<Runnable> actions = new ArrayList<>();
    synchronized (this) {
      for (Place waiting : queue) {
        Runnable action = waiting.onChange;
        waiting.onChange = null;
        if (action != null) {
          actions.add(action);
        }
      }
    }
    actions.forEach(Runnable::run);
  }

  private final class Place implements Turn {
    private final boolean paid;
    private @Nullable Long passedAt;
    private @Nullable Runnable onChange;
    private long seen;

    Place(boolean paid) {
      this.paid = paid;
    }

    @Override
    public Duration delay() {
      return delayOf(this);
    }

    @Override
    public void giveBack() {
      SlidingWindowThrottle.this.giveBack(this);
    }

    @Override
    public void onChange(Runnable action) {
      synchronized (SlidingWindowThrottle.this) {
        if (seen == changes) {
          onChange = action;
          return;
        }
      }
      action.run();
    }
  }
}
