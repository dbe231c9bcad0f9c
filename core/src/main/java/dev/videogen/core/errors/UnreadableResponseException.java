package dev.videogen.core.errors;

/** A response that can't be used: not JSON, cut short, of other types, or a redirect. */
public class UnreadableResponseException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public UnreadableResponseException(Failure failure) {
    super(failure);
  }
}
