package dev.videogen.core.run;

/** Where a run stands, and what stopping it then means. */
enum Phase {
  IDLE,
  /** Some thread asks the course for its next step. */
  STEPPING,
  /** A step's work is under way. */
  WORKING,
  PAUSING,
  ENDED;

  /** What has to be done to a run that is stopped. */
  enum StopEffect {
    /** Nothing: it sees the reason by itself, or has ended. */
    NONE,
    WAKE,
    ABORT_WORK,
    ABANDON_WORK
  }

  /**
   * A blocking run waits for its work to end, for its thread is in there, and so does one whose
   * work asks for it; any other ends at once, even if its work is stuck in a name lookup or in the
   * user's code.
   */
  StopEffect effectOfStop(boolean waitsForWork) {
    return switch (this) {
      case IDLE, STEPPING, ENDED -> StopEffect.NONE;
      case PAUSING -> StopEffect.WAKE;
      case WORKING -> waitsForWork ? StopEffect.ABORT_WORK : StopEffect.ABANDON_WORK;
    };
  }
}
