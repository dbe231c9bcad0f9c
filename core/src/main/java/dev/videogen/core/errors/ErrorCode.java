package dev.videogen.core.errors;

/**
 * The name of a documented failure, for programs to switch over: a constant of the provider's enum.
 *
 * <pre>{@code
 * switch (NouvelErrorCode.of(exception)) {
 *   case QUOTA_EXCEEDED -> buyCredits();
 *   default -> throw exception;
 * }
 * }</pre>
 */
public interface ErrorCode {
  /** The code's name; an enum constant's own. */
  String name();

  /** What the caller should do now, in one sentence. */
  String advice();

  /** Whether another attempt may help, where the status allows one at all. */
  default boolean isRetryable() {
    return true;
  }
}
