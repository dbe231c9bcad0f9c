package dev.videogen.nanobanana;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PaymentException;

/**
 * The credit balance is too low, or the quota of videos is used up: buy credits in the dashboard.
 * The key is fine.
 */
public final class CreditsExhaustedException extends PaymentException {
  private static final long serialVersionUID = 1L;

  CreditsExhaustedException(Failure failure) {
    super(failure);
  }
}
