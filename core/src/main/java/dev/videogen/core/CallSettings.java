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
    RetryPolicy<Outcome> retries,
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
    this(provider, policy, RetryRules.of(policy), throttle, listener, runner, deadline, failures);
  }

  Timekeeper time() {
    return runner.time();
  }
}
