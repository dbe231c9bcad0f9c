package dev.videogen.core.run;

import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daemon threads for the user's code: callbacks, listeners, what hangs on futures. A few are enough
 * for code that is quick; where tasks wait and none has ended for a moment, because the user's code
 * blocks, there will be more. So no task waits for another one's end.
 */
final class Workers implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");
  private static final int FEW = 4;
  private static final Duration STUCK = Duration.ofMillis(10);
  private static final long IDLE_SECONDS = 5;

  private final Timekeeper time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private int threads;
  private int idle;
  private long ended;
  private boolean watched;
  private boolean closed;

  Workers(Timekeeper time) {
    this.time = time;
  }

  @Override
  public void execute(Runnable task) {
    boolean start = false;
    boolean watch = false;
    long seen = 0;
    lock.lock();
    try {
      queue.add(task);
      if (idle >= queue.size()) {
        changed.signal();
      } else if (threads < FEW) {
        threads++;
        start = true;
      } else if (!watched) {
        watched = true;
        watch = true;
        seen = ended;
      }
    } finally {
      lock.unlock();
    }
    if (start) {
      startThread();
    }
    if (watch) {
      watch(seen);
    }
  }

  private void watch(long seen) {
    Timekeeper.Alarm unused = time.limit(STUCK, () -> growIfStuck(seen));
  }

  /** Doubles, so that thousands of blocked tasks don't have to wait for seconds. */
  private void growIfStuck(long seen) {
    int more = 0;
    long now;
    lock.lock();
    try {
      now = ended;
      if (queue.isEmpty()) {
        watched = false;
        return;
      }
      if (now == seen) {
        more = Math.min(queue.size(), threads);
        threads += more;
      }
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < more; i++) {
      startThread();
    }
    watch(now);
  }

  private void startThread() {
    Thread thread = new Thread(this::work, "videogen-worker");
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    Runnable task = next(true);
    while (task != null) {
      try {
        task.run();
      } catch (Throwable thrown) {
        LOG.warn("a callback failed", thrown);
      }
      task = next(false);
    }
  }

  private @Nullable Runnable next(boolean first) {
    // A task may have interrupted its own thread: the next must not see it.
    boolean unused = Thread.interrupted();
    lock.lock();
    try {
      if (!first) {
        ended++;
      }
      long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
      idle++;
      while (queue.isEmpty() && !closed && left > 0) {
        try {
          left = changed.awaitNanos(left);
        } catch (InterruptedException interrupted) {
          // Somebody has kept a task's thread, and interrupts it late.
          left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
        }
      }
      idle--;
      Runnable task = queue.poll();
      if (task == null) {
        threads--;
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  /** Lets threads end as soon as nothing is queued; what comes later still runs. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
