package dev.videogen.core.ledger;

import java.io.IOException;

/**
 * The caller doesn't hold the order, or no longer: its time was over and another process took it,
 * or it was settled. Nothing was recorded, so nothing may be sent.
 */
public final class ClaimLostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception for a key. */
  public ClaimLostException(String key) {
    super("the claim on \"" + key + "\" is no longer held; nothing was recorded");
  }
}
