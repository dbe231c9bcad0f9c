package dev.videogen.core.errors;

/** The request was well formed, but its content can't be used: choose another input. */
public class UnprocessableException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public UnprocessableException(Failure failure) {
    super(failure);
  }
}
