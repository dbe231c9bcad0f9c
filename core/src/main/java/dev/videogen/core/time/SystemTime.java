package dev.videogen.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Real time. Its one thread ends a moment after the last alarm, so that it pins no class loader.
 */
final class SystemTime implements Timekeeper {
  static final SystemTime INSTANCE = new SystemTime();

  /** Longer alarms are cut to this: nanoseconds of three centuries overflow a long. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final ScheduledThreadPoolExecutor timer;

  private SystemTime() {
    timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("videogen-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(100, TimeUnit.MILLISECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Alarm pause(Duration length, Runnable then) {
    Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    ScheduledFuture<?> task = timer.schedule(then, bounded.toNanos(), TimeUnit.NANOSECONDS);
    return () -> task.cancel(false);
  }

  @Override
  public Alarm limit(Duration length, Runnable then) {
    return pause(length, then);
  }

  @Override
  public double random() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
