package dev.videogen.core.errors;

/** The caller ended the call: by cancelling it, interrupting its thread, or closing the client. */
public final class CallCanceledException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final By by;

  public CallCanceledException(Failure failure, By by) {
    super(failure);
    this.by = by;
  }

  /** What ended the call. */
  public By by() {
    return by;
  }

  /** What can end a call. */
  public enum By {
    /** {@code Call.cancel()}, or a future that was cancelled or completed from outside. */
    CANCEL,
    /** The calling thread's interrupt; its flag is still set. */
    INTERRUPT,
    /** The client's {@code close()}. */
    CLOSE
  }
}
