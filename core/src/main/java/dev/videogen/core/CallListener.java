package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import java.io.IOException;
import java.time.Duration;

/**
 * Hears what calls go through, for metrics. Methods run on the thread that makes the progress, so
 * they must be thread-safe, and should be quick. One that throws is logged at WARN, and the call
 * goes on; one that blocks holds up its own call alone, and that no longer than to its deadline: an
 * asynchronous call then ends without it.
 */
public interface CallListener {
  /** An attempt is about to start; {@code attempt} counts from 1. */
  default void attemptStarted(CallInfo call, int attempt) {}

  /** An attempt failed. Whether another follows is told by the next event. */
  default void attemptFailed(CallInfo call, int attempt, IOException failure) {}

  /** The call waits, either before the next attempt or for its turn under the rate limit. */
  default void waiting(CallInfo call, int nextAttempt, Duration wait) {}

  /**
   * The call was answered from the ledger: its idempotency key was paid for before, and nothing is
   * sent.
   */
  default void replayed(CallInfo call) {}

  /** The call has failed for good. */
  default void gaveUp(CallInfo call, int attempts, IOException failure) {}

  /**
   * The call has succeeded.
   *
   * @param earlierCharges how many of the attempts before may have been charged as well
   */
  default void succeeded(CallInfo call, int attempts, int earlierCharges) {}
}
