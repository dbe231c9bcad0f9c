package dev.videogen.core.errors;

/** The service found a field missing or wrong: fix the request. Nothing was charged. */
public class InvalidRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public InvalidRequestException(Failure failure) {
    super(failure);
  }
}
