package dev.videogen.core;

import dev.failsafe.RetryPolicy;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.retry.RetryRule;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an attempt may be followed by another, and after how long. Pure functions; Failsafe asks
 * them, and counts.
 */
final class RetryRules {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private RetryRules() {}

  /**
   * How an attempt failed, as far as it matters for the next one.
   *
   * @param policy what the call allows
   * @param call which call it is
   * @param endpoint what was asked
   * @param status the response's status, or 0 if none came
   * @param ownFormat whether the service itself responded, and no gateway
   * @param fate what became of what left this machine
   * @param failure why it failed
   * @param prospect what is to be hoped of another attempt
   * @param serverWait how long the service asks to wait, or null
   * @param random where the jitter comes from: 0 for none, up to 1
   */
  record Outcome(
      BackoffPolicy policy,
      CallInfo call,
      Endpoint endpoint,
      int status,
      boolean ownFormat,
      SentRequests.Fate fate,
      IOException failure,
      Troubles.Prospect prospect,
      @Nullable Duration serverWait,
      double random) {

    /** Whether another attempt is known not to help, or isn't wanted. */
    boolean isFinal() {
      return prospect != Troubles.Prospect.OPEN;
    }

    /** The least that has to be waited, as the service says or the provider documents; or null. */
    @Nullable Duration floor() {
      Duration named = serverWait;
      if (named == null && status == 429) {
        named = policy.unnamedRefusalWait();
      }
      // Zero means now, and now is a moment away: our own wait is the least.
      return named == null || named.isZero() ? null : named;
    }
  }

  /**
   * Failsafe's own jitter and maximum duration stay off: they would shorten a wait that the service
   * asked for.
   */
  static RetryPolicy<Outcome> of(BackoffPolicy policy) {
    return RetryPolicy.<Outcome>builder()
        .handleResultIf(RetryRules::isRetryable)
        .withMaxAttempts(policy.maxAttempts())
        .withDelayFn(
            context -> delay(context.getLastResult(), Math.max(1, context.getAttemptCount())))
        .build();
  }

  static boolean isRetryable(Outcome outcome) {
    boolean byDefault = isRetriedByDefault(outcome);
    RetryRule rule = outcome.policy().rule();
    if (rule == RetryRule.DEFAULT || outcome.prospect() == Troubles.Prospect.NONE) {
      return byDefault;
    }
    boolean harmless =
        !outcome.endpoint().billable()
            || outcome.fate() == SentRequests.Fate.NOTHING_SENT
            || outcome.fate() == SentRequests.Fate.REFUSED;
    return (byDefault || harmless) && isRetriedBy(rule, outcome, byDefault);
  }

  private static boolean isRetriedBy(RetryRule rule, Outcome outcome, boolean byDefault) {
    IOException failure = outcome.failure();
    ErrorCode code = failure instanceof ApiException api ? api.code() : null;
    try {
      return rule.isRetried(
          new RetryRule.Failed(outcome.call(), outcome.status(), code, failure, byDefault));
    } catch (Throwable thrown) {
      LOG.warn("the retry rule failed, and the default holds", thrown);
      return byDefault;
    }
  }

  private static boolean isRetriedByDefault(Outcome outcome) {
    int status = outcome.status();
    if (outcome.isFinal()) {
      return false;
    }
    if (!outcome.endpoint().billable()) {
      // 408 and 425 invite a retry (RFC 9110 section 15.5.9, RFC 8470 section 5.2).
      return status == 0 || status >= 500 || status == 429 || status == 408 || status == 425;
    }
    return switch (outcome.fate()) {
      case NOTHING_SENT -> status == 0;
      case REFUSED -> status == 429 || status == 0;
      case FAULTED -> status >= 500 && faultIsRetryable(outcome);
      case OPEN, TAKEN -> false;
    };
  }

  private static boolean faultIsRetryable(Outcome outcome) {
    Billable.ServerFaults faults = outcome.endpoint().serverFaults();
    if (faults == Billable.ServerFaults.NEVER_RETRIED) {
      return false;
    }
    return switch (outcome.policy().billable()) {
      case REFUSALS_ONLY -> false;
      case AS_DOCUMENTED -> faults == Billable.ServerFaults.RETRYABLE && outcome.ownFormat();
      case EVERY_5XX -> true;
    };
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param failed attempts that have failed so far, this one included
   */
  static Duration delay(Outcome outcome, int failed) {
    Duration floor = outcome.floor();
    return floor == null
        ? ownWait(outcome.policy(), failed, outcome.random())
        : floor.plus(spread(floor, outcome.random()));
  }

  /**
   * The wait that fits both the longest that the call accepts and its deadline; null if none does.
   *
   * @param wait the wait with its jitter
   * @param left time until the deadline, or null without one
   */
  static @Nullable Duration fit(Outcome outcome, Duration wait, @Nullable Duration left) {
    Duration floor = outcome.floor();
    if (floor != null && floor.compareTo(outcome.policy().maxServerWait()) > 0) {
      return null;
    }
    if (left == null || wait.compareTo(left) < 0) {
      return wait;
    }
    return floor != null && floor.compareTo(left) < 0 ? floor : null;
  }

  /**
   * The documented 1, 2, 4 s and so on; jitter adds up to half, so that callers get out of step.
   */
  private static Duration ownWait(BackoffPolicy policy, int failed, double random) {
    Duration delay = policy.firstDelay();
    for (int i = 1; i < failed && delay.compareTo(policy.longestDelay()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    if (delay.compareTo(policy.longestDelay()) > 0) {
      delay = policy.longestDelay();
    }
    return delay.plusMillis((long) (delay.toMillis() / 2.0 * random));
  }

  /** The service's wait is a floor: what is added is at most a tenth, and at most 5 s. */
  private static Duration spread(Duration floor, double random) {
    long most = Math.min(floor.toMillis() / 10, 5_000);
    return Duration.ofNanos((long) (most * 1_000_000.0 * random));
  }
}
