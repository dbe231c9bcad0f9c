package dev.videogen.core.errors;

/**
 * Whether a failed call may have spent money (or, for a call that publishes, may have published).
 */
public enum Charge {
  /** Nothing left this machine, the service refused the request, or the call costs nothing. */
  NONE,
  /** The request left this machine, and no response says whether it took effect. */
  POSSIBLE,
  /** The service reported success, but its response cannot be used. */
  CERTAIN;

  /** The worse of two. */
  public Charge or(Charge other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
