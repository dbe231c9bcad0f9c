package dev.videogen.nouvel;

/** A report wasn't accepted: respond with 400 or 401, and do nothing else. */
public final class WebhookRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  WebhookRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  WebhookRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why it wasn't accepted. */
  public Reason reason() {
    return reason;
  }

  /** Why a report isn't accepted. */
  public enum Reason {
    /** There is no signature. */
    SIGNATURE_MISSING,
    /** The signature isn't 64 hexadecimal digits. */
    SIGNATURE_MALFORMED,
    /** The signature belongs to another body or another secret. */
    SIGNATURE_WRONG,
    /** The body is signed, and isn't what the service documents. */
    BODY_UNREADABLE
  }
}
