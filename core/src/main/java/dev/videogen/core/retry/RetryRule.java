package dev.videogen.core.retry;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed attempt is followed by another, in your words. It is asked about calls that cost
 * nothing, and about attempts of paid ones that were refused or never left. A paid attempt that may
 * have been charged is out of its reach: it can forbid the retry that {@code BillableRetry} allows,
 * and can't allow one. Nor is it asked about what was cancelled, or refused by an interceptor.
 *
 * <pre>{@code
 * NouvelClient nouvel =
 *     NouvelClient.builder()
 *         .apiKeyFromEnv()
 *         .backoff(
 *             policy ->
 *                 policy.withRule(failed -> failed.retriedByDefault() && failed.status() != 503))
 *         .build();
 * }</pre>
 *
 * <p>How often and after how long is still the policy's to say, and how long at most the call's.
 */
@FunctionalInterface
public interface RetryRule {
  /** What is retried by default: what the services document. */
  RetryRule DEFAULT = Failed::retriedByDefault;

  /**
   * Whether another attempt follows, if there is one left. Thread-safe and quick; one that throws
   * is logged at WARN, and the default holds.
   */
  boolean isRetried(Failed attempt);

  /**
   * An attempt that failed.
   *
   * @param call whose it is
   * @param status the response's HTTP status, or 0 if none came
   * @param code the documented code; null without a response that was decoded
   * @param failure why it failed
   * @param retriedByDefault whether another would follow without a rule
   */
  record Failed(
      CallInfo call,
      int status,
      @Nullable ErrorCode code,
      IOException failure,
      boolean retriedByDefault) {}
}
