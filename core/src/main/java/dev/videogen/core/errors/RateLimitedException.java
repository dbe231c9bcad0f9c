package dev.videogen.core.errors;

import java.time.Duration;

/**
 * Too many requests: come back after {@link #retryAfter()}. The request was refused, so nothing was
 * charged.
 */
public class RateLimitedException extends ApiException {
  private static final long serialVersionUID = 1L;
  private static final Duration UNKNOWN = Duration.ofSeconds(60);

  /** Makes the exception from its facts. */
  public RateLimitedException(Failure failure) {
    super(failure);
  }

  /**
   * How long to wait: what the service asks for, else what the client would have waited, else a
   * minute. Never null.
   */
  @Override
  public Duration retryAfter() {
    Duration known = super.retryAfter();
    return known == null ? UNKNOWN : known;
  }
}
