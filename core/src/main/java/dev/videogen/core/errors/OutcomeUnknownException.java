package dev.videogen.core.errors;

/**
 * A billable request left this machine, and no usable answer tells what became of it. It may have
 * been charged: look before you send it again.
 */
public class OutcomeUnknownException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public OutcomeUnknownException(Failure failure) {
    super(failure);
  }
}
