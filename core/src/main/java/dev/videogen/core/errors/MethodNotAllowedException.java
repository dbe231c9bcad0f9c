package dev.videogen.core.errors;

/** The endpoint doesn't take this HTTP method: a wrong base URL, or a changed API. */
public class MethodNotAllowedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public MethodNotAllowedException(Failure failure) {
    super(failure);
  }
}
