package dev.videogen.core.observe;

import dev.videogen.core.errors.Attempt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One observer, told in order and of everything once: a call may end while one of its threads is
 * about to tell of something earlier.
 */
final class Told {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private final CallObserver observer;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private int started;
  private int failed;
  private boolean over;

  Told(CallObserver observer) {
    this.observer = observer;
  }

  void hear(Consumer<CallObserver> event) {
    lock.lock();
    try {
      if (!over) {
        guarded(event);
      }
    } finally {
      lock.unlock();
    }
  }

  void attemptStarted(int number) {
    lock.lock();
    try {
      if (!over && number > started) {
        started = number;
        guarded(it -> it.attemptStarted(number));
      }
    } finally {
      lock.unlock();
    }
  }

  void attemptFailed(Attempt attempt, boolean retried) {
    lock.lock();
    try {
      attemptStarted(attempt.number());
      if (!over && attempt.number() > failed) {
        failed = attempt.number();
        guarded(it -> it.attemptFailed(attempt, retried));
      }
    } finally {
      lock.unlock();
    }
  }

  void end(Consumer<CallObserver> event) {
    lock.lock();
    try {
      if (!over) {
        over = true;
        guarded(event);
      }
    } finally {
      lock.unlock();
    }
  }

  private void guarded(Consumer<CallObserver> event) {
    try {
      event.accept(observer);
    } catch (Throwable thrown) {
      LOG.warn("an observer failed, and the call goes on", thrown);
    }
  }

  /** Opened by any thread, also beside an event. */
  CallObserver.Scope open() {
    try {
      return observer.scope();
    } catch (Throwable thrown) {
      LOG.warn("an observer's scope failed, and the call goes on", thrown);
      return CallObserver.Scope.NONE;
    }
  }

  static void close(CallObserver.Scope scope) {
    try {
      scope.close();
    } catch (Throwable thrown) {
      LOG.warn("an observer's scope failed to close, and the call goes on", thrown);
    }
  }
}
