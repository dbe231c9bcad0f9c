package dev.videogen.core.errors;

/**
 * A documented failure of a service, by a name that programs can switch over. A provider implements
 * this with an enum.
 */
public interface ErrorCode {
  /** The code's name; an enum constant's own. */
  String name();

  /**
   * Whether a response is this failure. Decide by status first and by endpoint; compare text only
   * to tell apart what shares both, by fragments of {@link ErrorResponse#foldedText()}.
   */
  boolean matches(ErrorResponse response);

  /** What the caller should do now, in one sentence. */
  String advice();

  /** The exception that stands for this failure. */
  ApiException toException(Failure failure);

  /** Whether another attempt may help, where the status allows one at all. */
  default boolean isRetryable() {
    return true;
  }
}
