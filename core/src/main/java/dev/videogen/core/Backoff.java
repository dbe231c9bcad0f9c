package dev.videogen.core;

import dev.failsafe.RetryPolicy;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a client share.
 *
 * @param tracking Failsafe's policy, which counts attempts and carries the decided delay
 */
record Backoff(
    String provider,
    BackoffPolicy policy,
    RetryPolicy<Decision> tracking,
    Throttle throttle,
    CallListener listener,
    Timekeeper time,
    @Nullable Duration deadline,
    FailureDecoder decoder) {

  Backoff(
      String provider,
      BackoffPolicy policy,
      Throttle throttle,
      CallListener listener,
      Timekeeper time,
      @Nullable Duration deadline,
      FailureDecoder decoder) {
    this(provider, policy, tracking(policy), throttle, listener, time, deadline, decoder);
  }

  /**
   * Failsafe's own jitter and maximum duration stay off: they would shorten a wait that the service
   * asked for. The delay function hands over what {@link Decision#decide} has computed.
   */
  private static RetryPolicy<Decision> tracking(BackoffPolicy policy) {
    return RetryPolicy.<Decision>builder()
        .handleResultIf(decision -> decision instanceof Decision.Again)
        .withMaxAttempts(policy.maxAttempts())
        .withDelayFn(
            context ->
                context.getLastResult() instanceof Decision.Again again
                    ? again.delay()
                    : Duration.ZERO)
        .build();
  }
}
