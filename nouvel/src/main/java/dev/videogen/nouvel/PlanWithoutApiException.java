package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PaymentException;

/** The plan has no API access, or its trial is over: upgrade. The key is fine. */
public final class PlanWithoutApiException extends PaymentException {
  private static final long serialVersionUID = 1L;

  PlanWithoutApiException(Failure failure) {
    super(failure);
  }
}
