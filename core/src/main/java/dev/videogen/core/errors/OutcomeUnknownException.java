package dev.videogen.core.errors;

/**
 * A paid request left this machine, and no usable response tells whether it took effect. It may
 * have been charged: look it up, as {@link #advice()} says, before you pay again.
 *
 * <p>It is thrown whatever ended the call: a lost connection, an unusable response, a deadline, a
 * cancel, an interrupt, or the client's end; {@link #stopReason()} tells which.
 */
public class OutcomeUnknownException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public OutcomeUnknownException(Failure failure) {
    super(failure);
  }
}
