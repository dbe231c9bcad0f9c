package dev.videogen.examples;

import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual time for pauses and limits alike: it jumps from alarm to alarm whenever things are quiet,
 * but never past the moment at which something must have ended.
 */
final class StormTime implements Timekeeper {
  private static final Instant START = Instant.parse("2026-05-05T16:00:00Z");
  private static final int LEAP = 8;
  private static final long QUIET = TimeUnit.MICROSECONDS.toNanos(150);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /** So many have shown that something is broken, and nobody need wait for more. */
  private static final int ENOUGH = 5;

  /** A length is counted from the time that it was computed at, however far it has leapt since. */
  private static final ThreadLocal<Long> LAST_READ = ThreadLocal.withInitial(() -> 0L);

  /** What this thread begins. */
  private static final ThreadLocal<Object> BEGINS = new ThreadLocal<>();

  private record Due(long at, long number, Runnable then) {}

  private final PriorityQueue<Due> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private final Map<Object, Long> latest = new ConcurrentHashMap<>();

  /** What has been told to begin and hasn't yet: its limit is to count from the same moment. */
  private final Set<Object> beginning = ConcurrentHashMap.newKeySet();

  private final List<Object> late = new ArrayList<>();

  private final AtomicLong moves = new AtomicLong();
  private final Thread driver = new Thread(this::drive, "storm-time");
  private long now;
  private long numbers;
  private Object heldUpBy = this;
  private long heldUpSince;
  private volatile boolean stopped;

  StormTime() {
    driver.setDaemon(true);
    driver.start();
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanoTime());
  }

  @Override
  public long nanoTime() {
    long read;
    synchronized (this) {
      read = now;
    }
    LAST_READ.set(read);
    return read;
  }

  @Override
  public Alarm pause(Duration length, Runnable then) {
    moves.incrementAndGet();
    long from = LAST_READ.get();
    begun();
    Due due;
    synchronized (this) {
      due = new Due(from + Math.max(0, length.toNanos()), numbers++, then);
      alarms.add(due);
    }
    return () -> {
      moves.incrementAndGet();
      synchronized (this) {
        alarms.remove(due);
      }
    };
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    return pause(length, then);
  }

  @Override
  public double random() {
    return 0.5;
  }

  /** This thread begins something: no more time may pass than this until it has ended. */
  synchronized void expectEnd(Object of, Duration within) {
    latest.put(of, now + within.toNanos());
    begins(of);
  }

  /** The end of what is under way is to be expected from now, not from its begin. */
  synchronized void expectEndFromNow(Object of, Duration within) {
    latest.computeIfPresent(of, (same, before) -> now + within.toNanos());
  }

  /** This thread takes a step of what is under way: no time passes until it sets an alarm. */
  synchronized CallObserver.Scope step(Object of) {
    if (!latest.containsKey(of)) {
      return CallObserver.Scope.NONE;
    }
    begins(of);
    return this::begun;
  }

  private void begins(Object of) {
    BEGINS.set(of);
    beginning.add(of);
  }

  /** What this thread was to begin is under way, or it is about to block. */
  void begun() {
    Object of = BEGINS.get();
    if (of != null) {
      BEGINS.remove();
      beginning.remove(of);
    }
  }

  synchronized void ended(Object of) {
    beginning.remove(of);
    moves.incrementAndGet();
    latest.remove(of);
  }

  /** What hadn't ended when it should have, although it had ten seconds of real time for that. */
  synchronized List<Object> late() {
    return List.copyOf(late);
  }

  private void drive() {
    while (!stopped) {
      long seen = moves.get();
      LockSupport.parkNanos(QUIET);
      if (seen == moves.get()) {
        for (int i = 0; i < LEAP && leap(); i++) {}
      }
    }
  }

  private boolean leap() {
    Due due;
    synchronized (this) {
      due = alarms.peek();
      if (due == null || !beginning.isEmpty() || isHeldUp(due.at)) {
        return false;
      }
      alarms.remove();
      now = Math.max(now, due.at);
    }
    due.then.run();
    return true;
  }

  /** Whether something that must have ended before this moment hasn't. */
  private boolean isHeldUp(long moment) {
    Object holding = null;
    for (Map.Entry<Object, Long> end : latest.entrySet()) {
      if (end.getValue() < moment) {
        holding = end.getKey();
        break;
      }
    }
    if (holding == null) {
      return false;
    }
    if (heldUpBy != holding) {
      heldUpBy = holding;
      heldUpSince = System.nanoTime();
    } else if (System.nanoTime() - heldUpSince > PATIENCE || late.size() >= ENOUGH) {
      late.add(holding);
      latest.remove(holding);
    }
    return true;
  }

  void stop() throws InterruptedException {
    stopped = true;
    driver.join();
  }
}
