package dev.videogen.jdbc;

import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** Real time, a hundred times as fast. */
final class HurriedTime implements Timekeeper {
  private static final int FACTOR = 100;

  private final Timekeeper real = Timekeeper.system();
  private final Instant start = real.now();
  private final long origin = real.nanoTime();

  @Override
  public Instant now() {
    return start.plusNanos(nanoTime());
  }

  @Override
  public long nanoTime() {
    return (real.nanoTime() - origin) * FACTOR;
  }

  @Override
  public Alarm pause(Duration length, Runnable then) {
    return real.pause(length.dividedBy(FACTOR), then);
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    return real.limit(length.dividedBy(FACTOR), then);
  }

  @Override
  public double random() {
    return real.random();
  }
}
