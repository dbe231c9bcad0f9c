package dev.videogen.core.errors;

/** The key is good but may not do this, or the resource is someone else's. */
public class PermissionException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public PermissionException(Failure failure) {
    super(failure);
  }
}
