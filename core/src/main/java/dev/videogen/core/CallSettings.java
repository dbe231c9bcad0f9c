package dev.videogen.core;

import dev.failsafe.RetryPolicy;
import dev.videogen.core.RetryRules.Outcome;
import dev.videogen.core.run.Runner;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a client share.
 *
 * @param retries how often and when Failsafe lets a failed attempt be followed by another
 * @param deadline how long a call may take with all attempts and waits, or null without a limit
 */
record CallSettings(
    String provider,
    BackoffPolicy policy,
    Retries retries,
    Throttle throttle,
    CallListener listener,
    Runner runner,
    @Nullable Duration deadline,
    Failures failures) {

  CallSettings(
      String provider,
      BackoffPolicy policy,
      Throttle throttle,
      CallListener listener,
      Runner runner,
      @Nullable Duration deadline,
      Failures failures) {
    this(provider, policy, new Retries(policy), throttle, listener, runner, deadline, failures);
  }

  Timekeeper time() {
    return runner.time();
  }

  /** Failsafe's policy, made at the first failure: its classes are a good part of a start. */
  static final class Retries {
    private final BackoffPolicy policy;
    private volatile @Nullable RetryPolicy<Outcome> made;

    Retries(BackoffPolicy policy) {
      this.policy = policy;
    }

    RetryPolicy<Outcome> get() {
      RetryPolicy<Outcome> known = made;
      if (known == null) {
        known = RetryRules.of(policy);
        made = known;
      }
      return known;
    }
  }
}
