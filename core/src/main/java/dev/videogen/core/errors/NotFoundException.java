package dev.videogen.core.errors;

/** The service knows no such resource, or the path is wrong. */
public class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public NotFoundException(Failure failure) {
    super(failure);
  }
}
