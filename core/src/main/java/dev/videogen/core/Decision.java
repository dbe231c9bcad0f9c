package dev.videogen.core;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to do after a failed attempt. */
sealed interface Decision {
  /** Try again after a wait. */
  record Again(Duration delay) implements Decision {}

  /**
   * Give up.
   *
   * @param serverWait the wait that was too long, if that is the reason
   */
  record GiveUp(Reason reason, @Nullable Duration serverWait) implements Decision {}

  /** Why a call ends. */
  enum Reason {
    NOT_REPEATABLE,
    WAIT_TOO_LONG,
    DEADLINE,
    ATTEMPTS
  }

  /**
   * What happened to an attempt.
   *
   * @param status the answer's status, or 0 if none came
   * @param enveloped whether the service itself answered
   * @param requestLeft whether any of the request may have left this machine
   * @param hopeless whether it is known that repeating can't help, or isn't wanted
   * @param serverWait how long the service asks to wait
   */
  record Outcome(
      int status,
      boolean enveloped,
      boolean requestLeft,
      boolean hopeless,
      @Nullable Duration serverWait) {}

  /**
   * Decides; depends on nothing but its arguments.
   *
   * @param failed attempts that have failed so far, this one included
   * @param left time until the deadline, or null without one
   * @param random 0 for no jitter, up to 1
   */
  static Decision decide(
      BackoffPolicy policy,
      Endpoint endpoint,
      Outcome outcome,
      int failed,
      @Nullable Duration left,
      double random) {
    if (!repeatable(policy, endpoint, outcome)) {
      return new GiveUp(Reason.NOT_REPEATABLE, null);
    }
    if (failed >= policy.maxAttempts()) {
      return new GiveUp(Reason.ATTEMPTS, null);
    }
    Duration floor = outcome.serverWait();
    if (floor == null && outcome.status() == 429) {
      floor = policy.unnamedRefusalWait();
    }
    Duration wait =
        floor == null ? ownWait(policy, failed, random) : floor.plus(spread(floor, random));
    if (floor != null && floor.compareTo(policy.maxServerWait()) > 0) {
      return new GiveUp(Reason.WAIT_TOO_LONG, floor);
    }
    if (left != null && wait.compareTo(left) >= 0) {
      if (floor != null && floor.compareTo(left) < 0) {
        return new Again(floor);
      }
      return new GiveUp(Reason.DEADLINE, floor == null ? wait : floor);
    }
    return new Again(wait);
  }

  private static boolean repeatable(BackoffPolicy policy, Endpoint endpoint, Outcome outcome) {
    int status = outcome.status();
    if (outcome.hopeless()) {
      return false;
    }
    if (status == 429 || (status == 0 && !outcome.requestLeft())) {
      return true;
    }
    if (!endpoint.billable()) {
      // 408 and 425 invite a repetition (RFC 9110 section 15.5.9, RFC 8470 section 5.2).
      return status == 0 || status >= 500 || status == 408 || status == 425;
    }
    if (status < 500 || endpoint.serverFaults() == Billable.ServerFaults.NEVER_REPEATED) {
      return false;
    }
    return switch (policy.billable()) {
      case REFUSALS_ONLY -> false;
      case AS_DOCUMENTED ->
          endpoint.serverFaults() == Billable.ServerFaults.REPEATABLE && outcome.enveloped();
      case EVERY_5XX -> true;
    };
  }

  /** Full jitter: anything up to the doubled delay, so that callers don't come back in step. */
  private static Duration ownWait(BackoffPolicy policy, int failed, double random) {
    Duration delay = policy.firstDelay();
    for (int i = 1; i < failed && delay.compareTo(policy.longestDelay()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    if (delay.compareTo(policy.longestDelay()) > 0) {
      delay = policy.longestDelay();
    }
    return Duration.ofNanos((long) (delay.toNanos() * (1 - random)));
  }

  /** The service's wait is a floor: what is added is at most a tenth, and at most 5 s. */
  private static Duration spread(Duration floor, double random) {
    long most = Math.min(floor.toMillis() / 10, 5_000);
    return Duration.ofNanos((long) (most * 1_000_000.0 * random));
  }
}
