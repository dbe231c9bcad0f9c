package dev.videogen.core;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.retry.RetryRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a failed attempt is retried, and after how long. Immutable.
 *
 * @param maxAttempts attempts per call, the first included; 1 retries nothing
 * @param firstDelay our own wait before the second attempt; it doubles from there
 * @param longestDelay the most our own wait grows to
 * @param maxServerWait the longest wait of the service's to sit out; a longer one ends the call
 * @param unnamedRefusalWait the wait after a 429 that names none; null for our own backoff
 * @param billable what of {@link Billable} requests is retried
 * @param rule your own word on what else is retried
 */
public record BackoffPolicy(
    int maxAttempts,
    Duration firstDelay,
    Duration longestDelay,
    Duration maxServerWait,
    @Nullable Duration unnamedRefusalWait,
    BillableRetry billable,
    RetryRule rule) {

  /** 4 attempts, 1 s, 2 s, 4 s and so on to 60 s, at most 60 s of the service's, as documented. */
  public static final BackoffPolicy DEFAULT =
      new BackoffPolicy(
          4,
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          null,
          BillableRetry.AS_DOCUMENTED,
          RetryRule.DEFAULT);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is no attempt, or a duration is negative
   */
  public BackoffPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts: " + maxAttempts + ", at least 1");
    }
    notNegative("firstDelay", firstDelay);
    notNegative("longestDelay", longestDelay);
    notNegative("maxServerWait", maxServerWait);
    if (unnamedRefusalWait != null) {
      notNegative("unnamedRefusalWait", unnamedRefusalWait);
    }
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + ", must not be negative");
    }
  }

  /** The same with another number of attempts. */
  public BackoffPolicy withMaxAttempts(int attempts) {
    return new BackoffPolicy(
        attempts, firstDelay, longestDelay, maxServerWait, unnamedRefusalWait, billable, rule);
  }

  /** The same with other waits of our own. */
  public BackoffPolicy withDelays(Duration first, Duration longest) {
    return new BackoffPolicy(
        maxAttempts, first, longest, maxServerWait, unnamedRefusalWait, billable, rule);
  }

  /** The same with another longest wait of the service's. */
  public BackoffPolicy withMaxServerWait(Duration longest) {
    return new BackoffPolicy(
        maxAttempts, firstDelay, longestDelay, longest, unnamedRefusalWait, billable, rule);
  }

  /** The same with another wait after a 429 that names none. */
  public BackoffPolicy withUnnamedRefusalWait(@Nullable Duration wait) {
    return new BackoffPolicy(
        maxAttempts, firstDelay, longestDelay, maxServerWait, wait, billable, rule);
  }

  /** The same with another rule for billable requests. */
  public BackoffPolicy withBillable(BillableRetry retried) {
    return new BackoffPolicy(
        maxAttempts, firstDelay, longestDelay, maxServerWait, unnamedRefusalWait, retried, rule);
  }

  /** The same with a rule of your own for what costs nothing or was refused. */
  public BackoffPolicy withRule(RetryRule own) {
    return new BackoffPolicy(
        maxAttempts, firstDelay, longestDelay, maxServerWait, unnamedRefusalWait, billable, own);
  }
}
