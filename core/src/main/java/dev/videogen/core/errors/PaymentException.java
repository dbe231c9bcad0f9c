package dev.videogen.core.errors;

/** The account's plan, quota or credits don't cover the call: top up, upgrade or wait. */
public class PaymentException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public PaymentException(Failure failure) {
    super(failure);
  }
}
