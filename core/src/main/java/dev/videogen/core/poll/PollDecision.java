package dev.videogen.core.poll;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.CircuitOpenException;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnreadableResponseException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to do after a poll. */
sealed interface PollDecision {
  /**
   * Poll once more after a pause.
   *
   * @param last whether that is the deadline, so that no other follows
   */
  record Again(Duration delay, boolean last) implements PollDecision {}

  /** Another poll can't help. */
  record Failed() implements PollDecision {}

  /** The time is up. */
  record TimedOut() implements PollDecision {}

  /**
   * Decides; depends on nothing but its arguments.
   *
   * @param polls polls made so far
   * @param left time until the deadline
   * @param trouble why there was no response, or null
   */
  static PollDecision decide(
      PollSchedule schedule, int polls, Duration left, @Nullable IOException trouble) {
    if (trouble != null && !passes(trouble)) {
      return new Failed();
    }
    Duration delay = schedule.delayAfter(polls);
    Duration asked = trouble == null ? null : serverWait(trouble);
    if (asked != null && asked.compareTo(delay) > 0) {
      delay = asked;
    }
    if (delay.compareTo(left) < 0) {
      return new Again(delay, false);
    }
    boolean inTime = left.compareTo(Duration.ZERO) > 0;
    boolean allowed = asked == null || asked.compareTo(left) <= 0;
    return inTime && allowed ? new Again(left, true) : new TimedOut();
  }

  /** Whether the next poll may succeed although this one failed. */
  static boolean passes(IOException trouble) {
    if (!(trouble instanceof ApiException failure)) {
      return false;
    }
    ErrorCode code = failure.code();
    if (code != null && !code.isRetryable()) {
      return false;
    }
    return failure instanceof RateLimitedException
        || failure instanceof CircuitOpenException
        || failure instanceof ServerFaultException
        || failure instanceof ConnectionFailedException
        || failure instanceof DeadlineExceededException
        || failure instanceof UnreadableResponseException
        || failure.status() == 408
        || failure.status() == 425;
  }

  /** The client's own throttle only estimates; what the service names is a floor. */
  private static @Nullable Duration serverWait(IOException trouble) {
    return trouble instanceof ApiException failure && failure.status() != 0 && failure.isWaitNamed()
        ? failure.retryAfter()
        : null;
  }
}
