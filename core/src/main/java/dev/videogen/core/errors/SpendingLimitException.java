package dev.videogen.core.errors;

/**
 * A limit on spending has no room for this call, so nothing was sent. {@link #retryAfter()} says
 * when it has, if nothing more is spent; null if it never has.
 */
public final class SpendingLimitException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public SpendingLimitException(Failure failure) {
    super(failure);
  }
}
