package dev.videogen.core.errors;

import java.time.Duration;

/**
 * A limit of time passed before the call ended: one attempt's, or the whole call's; {@link
 * #stopReason()} tells which. Nothing was charged: what was sent without a response is {@link
 * OutcomeUnknownException}.
 */
public final class DeadlineExceededException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final Duration after;

  /** Makes the exception from its facts. */
  public DeadlineExceededException(Failure failure, Duration after) {
    super(failure);
    this.after = after;
  }

  /** How long the attempt, or the call, had lasted. */
  public Duration after() {
    return after;
  }
}
