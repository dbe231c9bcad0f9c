package dev.videogen.core.errors;

/**
 * The client's circuit breaker is open, because the service was down a moment ago: nothing was sent
 * by this attempt. {@link #retryAfter()} says when the next may try.
 */
public final class CircuitOpenException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public CircuitOpenException(Failure failure) {
    super(failure);
  }
}
