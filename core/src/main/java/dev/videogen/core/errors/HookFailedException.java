package dev.videogen.core.errors;

/**
 * Code that the user plugged in (an interceptor, a key supplier, a throttle) threw an exception.
 */
public final class HookFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  public HookFailedException(Failure failure) {
    super(failure);
  }
}
