package dev.videogen.nouvel;

import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until the test moves it on, from one pause's end to the next. Limits never
 * pass.
 */
final class VirtualTime implements Timekeeper {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final PriorityQueue<Pause> pauses =
      new PriorityQueue<>(
          Comparator.comparingLong((Pause pause) -> pause.end)
              .thenComparingLong(pause -> pause.order));
  private long order;
  private long nanos;

  private record Pause(long end, long order, Runnable then) {}

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Alarm pause(Duration length, Runnable then) {
    Pause pause = new Pause(nanos + length.toNanos(), order++, then);
    pauses.add(pause);
    notifyAll();
    return () -> forget(pause);
  }

  private synchronized void forget(Pause pause) {
    pauses.remove(pause);
    notifyAll();
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    return () -> {};
  }

  @Override
  public double random() {
    return 0;
  }

  synchronized int pausing() {
    return pauses.size();
  }

  /** Waits, in real time and not for ever, until something holds; pauses tell of themselves. */
  synchronized void await(BooleanSupplier holds) {
    long start = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("nothing happened; " + pauses.size() + " pauses");
      }
      try {
        wait(100);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** Tells a waiting test to look again. */
  synchronized void nudge() {
    notifyAll();
  }

  /** Waits until this many pauses are under way. */
  void awaitPausing(int number) {
    await(() -> pauses.size() == number);
  }

  /** Moves on to the end of the next pause. */
  void endNextPause() {
    endNextPauseLate(Duration.ZERO);
  }

  /** Moves on to the end of the next pause and beyond it. */
  void endNextPauseLate(Duration by) {
    @Nullable Pause next;
    synchronized (this) {
      next = pauses.poll();
      if (next == null) {
        throw new AssertionError("nothing pauses");
      }
      nanos = next.end + by.toNanos();
    }
    next.then.run();
  }
}
