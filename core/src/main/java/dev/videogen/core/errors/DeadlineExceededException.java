package dev.videogen.core.errors;

import java.time.Duration;

/** A limit of time passed before the call ended. */
public final class DeadlineExceededException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final TimeLimit limit;
  private final Duration after;

  public DeadlineExceededException(Failure failure, TimeLimit limit, Duration after) {
    super(failure);
    this.limit = limit;
    this.after = after;
  }

  /** Which limit passed. */
  public TimeLimit limit() {
    return limit;
  }

  /** How long the attempt, or the call, had lasted. */
  public Duration after() {
    return after;
  }
}
