package dev.videogen.core.errors;

/**
 * The caller ended the call: by cancelling it, interrupting its thread, or closing the client;
 * {@link #stopReason()} tells which. Nothing was charged: what was sent without a response is
 * {@link OutcomeUnknownException}.
 */
public final class CallCanceledException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public CallCanceledException(Failure failure) {
    super(failure);
  }
}
