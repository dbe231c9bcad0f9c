package dev.videogen.core.errors;

/**
 * Whether a failed call may have spent money (or, for a call that publishes, may have published).
 */
public enum Charge {
  /** Nothing left this machine, the service refused the request, or the call costs nothing. */
  NONE,
  /** The request left this machine, and no answer says what became of it. */
  POSSIBLE,
  /** The service reported success, but its answer cannot be used. */
  CERTAIN;

  Charge or(Charge other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
