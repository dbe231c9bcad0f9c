package dev.videogen.core.poll;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnreadableResponseException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to do after a look. */
sealed interface PollDecision {
  /** Look again after a pause. */
  record Again(Duration delay) implements PollDecision {}

  /** What was waited for is over. */
  record Over() implements PollDecision {}

  /** Looking again can't help. */
  record Failed() implements PollDecision {}

  /** The next look would come too late. */
  record TimedOut() implements PollDecision {}

  /**
   * Decides; depends on nothing but its arguments.
   *
   * @param looks looks made so far
   * @param left time until the deadline
   * @param over whether the answer says that it is over
   * @param trouble why there was no answer, or null
   */
  static PollDecision decide(
      PollSchedule schedule,
      int looks,
      Duration left,
      boolean over,
      @Nullable IOException trouble) {
    if (over) {
      return new Over();
    }
    if (trouble != null && !passes(trouble)) {
      return new Failed();
    }
    Duration delay = schedule.delayAfter(looks);
    Duration asked = trouble == null ? null : serverWait(trouble);
    if (asked != null && asked.compareTo(delay) > 0) {
      delay = asked;
    }
    return delay.compareTo(left) >= 0 ? new TimedOut() : new Again(delay);
  }

  /** Whether the next look may succeed although this one failed. */
  static boolean passes(IOException trouble) {
    if (!(trouble instanceof ApiException failure)) {
      return true;
    }
    ErrorCode code = failure.code();
    if (code != null && !code.repeatable()) {
      return false;
    }
    return failure instanceof RateLimitedException
        || failure instanceof ServerFaultException
        || failure instanceof ConnectionFailedException
        || failure instanceof DeadlineExceededException
        || failure instanceof UnreadableResponseException
        || failure.status() == 408
        || failure.status() == 425;
  }

  /** The client's own throttle only estimates; what the service names is a floor. */
  private static @Nullable Duration serverWait(IOException trouble) {
    return trouble instanceof ApiException failure && failure.status() != 0
        ? failure.retryAfter()
        : null;
  }
}
