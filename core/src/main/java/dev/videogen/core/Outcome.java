package dev.videogen.core;

import dev.videogen.core.endpoint.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt failed, as far as it matters for the next one.
 *
 * @param policy what the call allows
 * @param endpoint what was asked
 * @param status the response's status, or 0 if none came
 * @param ownFormat whether the service itself responded, and no gateway
 * @param fate what became of what left this machine
 * @param isFinal whether another attempt is known not to help, or isn't wanted
 * @param serverWait how long the service asks to wait, or null
 * @param random where the jitter comes from: 0 for none, up to 1
 */
record Outcome(
    BackoffPolicy policy,
    Endpoint endpoint,
    int status,
    boolean ownFormat,
    SentRequests.Fate fate,
    boolean isFinal,
    @Nullable Duration serverWait,
    double random) {

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
