package dev.videogen.core.throttle;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.RateLimit;
import java.time.Duration;

/**
 * Holds calls back before the service has to refuse them. One throttle stands for one key's budget:
 * clients that use the same key should share one, and an implementation may share it between
 * machines. Implementations are thread-safe and shouldn't block: an asynchronous call that is held
 * up in one ends at its deadline all the same.
 */
public interface Throttle {
  /** Joins the queue. The caller asks the turn until it may go, or gives it back. */
  Turn join(CallInfo call);

  /** Learns what the service says of its limit, on success and failure. */
  default void learn(CallInfo call, RateLimit limit) {}

  /**
   * Learns that the service refused a call, and for how long it wants none: nothing may go before
   * that, and what it said of its limit has no say after it.
   */
  default void refused(CallInfo call, Duration wait) {}

  /** A place in the queue. */
  interface Turn {
    /** Zero if the call may go now, which counts it; else how long to wait before asking again. */
    Duration delay();

    /** Frees the place: the call won't go, or nothing of it reached the service. */
    void giveBack();

    /**
     * Runs {@code action}, on any thread, when {@link #delay} may have become shorter than it was
     * when last asked; at most once.
     */
    default void onChange(Runnable action) {}
  }

  /** A throttle that holds nothing back. */
  static Throttle none() {
    return Unthrottled.INSTANCE;
  }
}
