package dev.videogen.core.poll;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was waited for wasn't over when the deadline came. It goes on at the service: wait for the
 * same id again, in this process or another.
 */
public final class PollTimeoutException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final int polls;
  private final Duration waited;
  private final @Nullable String lastState;
  private final transient @Nullable Object lastAnswer;
  private final @Nullable IOException lastTrouble;

  PollTimeoutException(
      Failure failure,
      String id,
      int polls,
      Duration waited,
      @Nullable String lastState,
      @Nullable Object lastAnswer,
      @Nullable IOException lastTrouble) {
    super(failure);
    this.id = id;
    this.polls = polls;
    this.waited = waited;
    this.lastState = lastState;
    this.lastAnswer = lastAnswer;
    this.lastTrouble = lastTrouble;
  }

  /** What was waited for. */
  public String id() {
    return id;
  }

  /** How many looks were made, failed ones included. */
  public int polls() {
    return polls;
  }

  /**
   * How long it was waited for; a look that would have come after the deadline wasn't waited for.
   */
  public Duration waited() {
    return waited;
  }

  /** The state that the last answer told, or null if there was no answer. */
  public @Nullable String lastState() {
    return lastState;
  }

  /** The last answer itself, or null if there was none. */
  public @Nullable Object lastAnswer() {
    return lastAnswer;
  }

  /** Why the last look failed, or null if it didn't. It is the cause, too. */
  public @Nullable IOException lastTrouble() {
    return lastTrouble;
  }
}
