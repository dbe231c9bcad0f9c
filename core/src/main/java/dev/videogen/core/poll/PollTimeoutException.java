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
  private final transient @Nullable Object lastResponse;
  private final @Nullable IOException lastTrouble;

  PollTimeoutException(
      Failure failure,
      String id,
      int polls,
      Duration waited,
      @Nullable String lastState,
      @Nullable Object lastResponse,
      @Nullable IOException lastTrouble) {
    super(failure);
    this.id = id;
    this.polls = polls;
    this.waited = waited;
    this.lastState = lastState;
    this.lastResponse = lastResponse;
    this.lastTrouble = lastTrouble;
  }

  /** What was waited for. */
  public String id() {
    return id;
  }

  /** How many polls were made, failed ones included. */
  public int polls() {
    return polls;
  }

  /** How long the wait lasted. */
  public Duration waited() {
    return waited;
  }

  /** The state in the last response, or null if there was none. */
  public @Nullable String lastState() {
    return lastState;
  }

  /** The last response itself, or null if there was none. */
  public @Nullable Object lastResponse() {
    return lastResponse;
  }

  /** Why the last poll failed, or null if it didn't. It is the cause, too. */
  public @Nullable IOException lastTrouble() {
    return lastTrouble;
  }
}
