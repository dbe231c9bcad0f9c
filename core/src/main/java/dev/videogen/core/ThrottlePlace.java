package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.throttle.Throttle;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's place under the throttle, which may be the user's own code: what it throws when it is
 * told something is logged, and the call goes on. Thread-safe: the call may end while the throttle
 * is asked.
 */
final class ThrottlePlace {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private final Throttle throttle;
  private final CallInfo call;

  // Guarded by this; the throttle itself is called outside the lock.
  private Throttle.@Nullable Turn turn;
  private boolean left;

  ThrottlePlace(Throttle throttle, CallInfo call) {
    this.throttle = throttle;
    this.call = call;
  }

  /** How long to wait for the turn; zero or less means go. Throws what the throttle throws. */
  Duration delay() {
    Throttle.Turn held = turn();
    if (held == null) {
      held = throttle.join(call);
      if (!keep(held)) {
        tell(held::giveBack);
        return Duration.ZERO;
      }
    }
    return Objects.requireNonNull(held.delay(), "a turn's delay");
  }

  private synchronized Throttle.@Nullable Turn turn() {
    return turn;
  }

  /** False if the call has ended while it joined. */
  private synchronized boolean keep(Throttle.Turn joined) {
    if (!left) {
      turn = joined;
    }
    return !left;
  }

  /** Runs {@code action} when the delay may have become shorter. */
  void onChange(Runnable action) {
    Throttle.Turn held = turn();
    if (held != null) {
      tell(() -> held.onChange(action));
    }
  }

  /** The place was used: the request has left. */
  synchronized void used() {
    turn = null;
  }

  /** Gives the place back, if there is one that wasn't used. */
  void giveBack() {
    giveBack(false);
  }

  /** The call has ended, and needs no place any more. */
  void leave() {
    giveBack(true);
  }

  private void giveBack(boolean leaves) {
    Throttle.Turn held;
    synchronized (this) {
      held = turn;
      turn = null;
      left |= leaves;
    }
    if (held != null) {
      tell(held::giveBack);
    }
  }

  void learn(@Nullable RateLimit limit) {
    if (limit != null) {
      tell(() -> throttle.learn(call, limit));
    }
  }

  void refused(Duration wait) {
    tell(() -> throttle.refused(call, wait));
  }

  private static void tell(Runnable told) {
    try {
      told.run();
    } catch (Throwable thrown) {
      LOG.warn("the throttle failed, and the call goes on", thrown);
    }
  }
}
