package dev.videogen.nanobanana;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PaymentException;

/** The account's plan has no API access: upgrade to the API plan. */
public final class PlanRequiredException extends PaymentException {
  private static final long serialVersionUID = 1L;

  PlanRequiredException(Failure failure) {
    super(failure);
  }
}
