package dev.videogen.core.observe;

import dev.videogen.core.errors.Attempt;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One observer, told in order and of everything once: a call may end while one of its threads is
 * about to tell of something earlier. It is told under the lock, so that an event that blocks keeps
 * the next from overtaking it.
 */
final class Told {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private final CallObserver observer;

  // Guarded by this.
  private int started;
  private int failed;
  private boolean over;

  Told(CallObserver observer) {
    this.observer = observer;
  }

  synchronized void throttled(Duration wait) {
    if (!over) {
      try {
        observer.throttled(wait);
      } catch (Throwable thrown) {
        warn(thrown);
      }
    }
  }

  synchronized void attemptStarted(int number) {
    if (!over && number > started) {
      started = number;
      try {
        observer.attemptStarted(number);
      } catch (Throwable thrown) {
        warn(thrown);
      }
    }
  }

  synchronized void attemptFailed(Attempt attempt, boolean retried) {
    attemptStarted(attempt.number());
    if (!over && attempt.number() > failed) {
      failed = attempt.number();
      try {
        observer.attemptFailed(attempt, retried);
      } catch (Throwable thrown) {
        warn(thrown);
      }
    }
  }

  synchronized void succeeded(CallSuccess end) {
    if (!over) {
      over = true;
      try {
        observer.succeeded(end);
      } catch (Throwable thrown) {
        warn(thrown);
      }
    }
  }

  synchronized void failed(CallFailure end) {
    if (!over) {
      over = true;
      try {
        observer.failed(end);
      } catch (Throwable thrown) {
        warn(thrown);
      }
    }
  }

  private static void warn(Throwable thrown) {
    LOG.warn("an observer failed, and the call goes on", thrown);
  }

  /** Opened by any thread, also beside an event. */
  CallObserver.Scope open() {
    CallObserver.Scope opened;
    try {
      opened = observer.scope();
    } catch (Throwable thrown) {
      warn(thrown);
      return CallObserver.Scope.NONE;
    }
    return opened == CallObserver.Scope.NONE ? opened : () -> close(opened);
  }

  private static void close(CallObserver.Scope scope) {
    try {
      scope.close();
    } catch (Throwable thrown) {
      warn(thrown);
    }
  }
}
