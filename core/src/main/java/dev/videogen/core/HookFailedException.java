package dev.videogen.core;

/**
 * Code that the user plugged in (an interceptor, a key supplier, a throttle) threw an exception.
 */
public final class HookFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  HookFailedException(Failure failure) {
    super(failure);
  }
}
