package dev.videogen.core.errors;

/**
 * The ledger can't be read or written, so nothing was sent: what isn't recorded must not be paid.
 * {@link #getCause()} says what is wrong with it.
 */
public final class LedgerUnavailableException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public LedgerUnavailableException(Failure failure) {
    super(failure);
  }
}
