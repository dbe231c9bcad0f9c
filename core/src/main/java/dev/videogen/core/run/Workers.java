package dev.videogen.core.run;

import dev.videogen.core.time.DaemonThreads;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Daemon threads for the user's code: callbacks, listeners, what hangs on futures. A few are enough
 * for code that is quick; where tasks wait and none has ended for a moment, because the user's code
 * blocks, there will be more. So no task waits for another one's end.
 */
final class Workers implements Executor {
  private static final int FEW = 4;
  private static final Duration ROUND = Duration.ofMillis(10);
  private static final int PATIENCE = 100;
  private static final long IDLE_SECONDS = 5;

  private final Timekeeper time;
  private final ThreadFactory factory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private int threads;
  private int idle;
  private long ended;
  private boolean watched;
  private boolean crowded;
  private boolean closed;

  Workers(Timekeeper time) {
    this(time, DaemonThreads.named("videogen-worker"));
  }

  Workers(Timekeeper time, ThreadFactory factory) {
    this.time = time;
    this.factory = factory;
  }

  @Override
  public void execute(Runnable task) {
    boolean start = false;
    boolean wait = false;
    lock.lock();
    try {
      queue.add(task);
      if (idle >= queue.size()) {
        changed.signal();
      } else if (threads < FEW) {
        threads++;
        start = true;
      } else {
        wait = true;
      }
    } finally {
      lock.unlock();
    }
    if (wait || (start && !startThread())) {
      watch();
    }
  }

  /** Looks from now on whether what is queued gets its turn; one watch serves all. */
  private void watch() {
    long seen;
    lock.lock();
    try {
      if (watched) {
        return;
      }
      watched = true;
      seen = ended;
    } finally {
      lock.unlock();
    }
    watch(seen, 0);
  }

  private void watch(long seen, int stuck) {
    long asked = time.nanoTime();
    Timekeeper.Alarm unused = time.limit(ROUND, () -> growIfStuck(seen, stuck, asked));
  }

  /**
   * Doubles, so that thousands of blocked tasks don't have to wait for seconds. Where this comes
   * late itself, the threads may merely get no processor, and more of them would get even less: so
   * that counts for less.
   */
  private void growIfStuck(long seen, int before, long asked) {
    boolean late = time.nanoTime() - asked > 2 * ROUND.toNanos();
    int stuck = before + (late ? 4 : 10);
    int more = 0;
    long now;
    lock.lock();
    try {
      now = ended;
      if (queue.isEmpty()) {
        watched = false;
        return;
      }
      if (now != seen) {
        stuck = 0;
      } else if (stuck >= PATIENCE) {
        more = Math.min(queue.size(), Math.max(1, threads));
        threads += more;
      }
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < more; i++) {
      boolean unused = startThread();
    }
    watch(now, stuck);
  }

  /** False if the machine has no room for another thread: whoever watches tries again. */
  private boolean startThread() {
    try {
      factory.newThread(this::work).start();
      return true;
    } catch (OutOfMemoryError noRoom) {
      if (isNewlyCrowded()) {
        LoggerFactory.getLogger("dev.videogen.calls")
            .warn("no thread could be started, and it is tried again until one can be", noRoom);
      }
      return false;
    }
  }

  private boolean isNewlyCrowded() {
    lock.lock();
    try {
      threads--;
      boolean newly = !crowded;
      crowded = true;
      return newly;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    Runnable task = next(true);
    while (task != null) {
      try {
        task.run();
      } catch (Throwable thrown) {
        LoggerFactory.getLogger("dev.videogen.calls").warn("a callback failed", thrown);
      }
      // The task may have interrupted its own thread: the next one must not see it.
      boolean unused = Thread.interrupted();
      task = next(false);
    }
  }

  private @Nullable Runnable next(boolean first) {
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
        } catch (InterruptedException bySomebodyElse) {
          left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
        }
      }
      idle--;
      Runnable task = queue.poll();
      crowded = false;
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
