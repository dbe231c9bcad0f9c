package dev.videogen.core.errors;

/** The key is missing, malformed, unknown or revoked: fix the configuration. */
public class AuthenticationException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public AuthenticationException(Failure failure) {
    super(failure);
  }
}
