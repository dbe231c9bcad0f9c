package dev.videogen.core.errors;

/**
 * Too many requests: come back after {@link #retryAfter()}. The request was refused, so nothing was
 * charged.
 */
public class RateLimitedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public RateLimitedException(Failure failure) {
    super(failure);
  }
}
