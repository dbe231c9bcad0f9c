package dev.videogen.core.errors;

import dev.videogen.core.endpoint.AttemptTimeout;

/** The two limits of time that a call has. */
public enum TimeLimit {
  /** How long one attempt may take; declared per endpoint with {@link AttemptTimeout}. */
  ATTEMPT,
  /** How long the call may take with all attempts and waits. */
  DEADLINE
}
