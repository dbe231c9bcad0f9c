package dev.videogen.core;

import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Time in which pauses don't end by themselves, and limits pass when the test says so. */
public final class HeldTime implements Timekeeper {
  private final RecordedTime recorded = new RecordedTime();
  private final Semaphore pauses = new Semaphore(0);
  private final Semaphore cancelled = new Semaphore(0);
  private volatile boolean instant;

  public void pausesEndAtOnce() {
    instant = true;
  }

  public void awaitPause() throws InterruptedException {
    if (!pauses.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing paused");
    }
  }

  public void awaitPausesCancelled() throws InterruptedException {
    if (!cancelled.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the pause was not cancelled");
    }
  }

  public void advance(Duration by) {
    recorded.advance(by);
  }

  @Override
  public Instant now() {
    return recorded.now();
  }

  @Override
  public long nanoTime() {
    return recorded.nanoTime();
  }

  @Override
  public Alarm pause(Duration length, Runnable then) {
    if (instant) {
      return recorded.pause(length, then);
    }
    pauses.release();
    return cancelled::release;
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    return recorded.limit(length, then);
  }

  @Override
  public double random() {
    return 0;
  }
}
