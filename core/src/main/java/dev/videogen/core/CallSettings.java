package dev.videogen.core;

import dev.failsafe.RetryPolicy;
import dev.videogen.core.RetryRules.Outcome;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.LookUp;
import dev.videogen.core.ledger.SpendingOnly;
import dev.videogen.core.retry.Circuit;
import dev.videogen.core.run.Runner;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all calls of a client share. */
final class CallSettings {
  final String provider;
  final BackoffPolicy policy;
  final Throttle throttle;
  final Runner runner;
  final Timekeeper time;

  /** How long a call may take with all attempts and waits, or null without a limit. */
  final @Nullable Duration deadline;

  final Failures failures;

  /** Where paid calls are recorded, or null. */
  final @Nullable Ledger ledger;

  /** Whether that keeps the caller's idempotency keys. */
  final boolean keepsKeys;

  /** How much may be spent. */
  final List<SpendingLimit> limits;

  /** Whose account pays, by a name of the caller's. */
  final String account;

  /** What may keep attempts from being made, or null. */
  final @Nullable Circuit circuit;

  /** What sees each call once. */
  final List<CallInterceptor> interceptors;

  /** Whether the user's code may run, and so block, between the attempts of a call. */
  final boolean hooked;

  /** Whether the throttle is none of the user's code. */
  final boolean ownThrottle;

  /** Looks whether an order was accepted before it is sent once more; null if nothing can. */
  volatile @Nullable LookUp lookUp;

  private volatile @Nullable RetryPolicy<Outcome> retries;

  /**
   * @param usersClient whether the OkHttp client, and so its event listeners, are the user's
   */
  CallSettings(
      String provider,
      BackoffPolicy policy,
      Throttle throttle,
      Runner runner,
      @Nullable Duration deadline,
      Failures failures,
      @Nullable Ledger ledger,
      List<SpendingLimit> limits,
      String account,
      @Nullable Circuit circuit,
      List<CallInterceptor> interceptors,
      boolean usersClient) {
    this.provider = provider;
    this.policy = policy;
    this.throttle = throttle;
    this.runner = runner;
    this.time = runner.time();
    this.deadline = deadline;
    this.failures = failures;
    this.ledger = ledger == null && !limits.isEmpty() ? new SpendingOnly() : ledger;
    this.keepsKeys = ledger != null;
    this.limits = List.copyOf(limits);
    this.account = account;
    this.circuit = circuit;
    this.interceptors = List.copyOf(interceptors);
    this.ownThrottle =
        throttle instanceof SlidingWindowThrottle || throttle.equals(Throttle.none());
    this.hooked =
        usersClient
            || !runner.observers().isEmpty()
            || circuit != null
            || !interceptors.isEmpty()
            || !ownThrottle;
  }

  /** How often and when a failed attempt is followed by another. Made at the first failure. */
  RetryPolicy<Outcome> retries() {
    RetryPolicy<Outcome> known = retries;
    if (known == null) {
      known = RetryRules.of(policy);
      retries = known;
    }
    return known;
  }
}
