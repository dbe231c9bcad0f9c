package dev.videogen.core;

/** An answer that can't be used: not JSON, cut short, of other types, or a redirect. */
public class UnreadableAnswerException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public UnreadableAnswerException(Failure failure) {
    super(failure);
  }
}
