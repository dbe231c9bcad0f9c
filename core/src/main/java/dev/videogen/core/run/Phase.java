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
    ABANDON
  }

  /**
   * A run that can be abandoned ends at once, even if it is stuck in a name lookup or in the user's
   * code. A blocking one can't, for its caller's thread is in there; nor can one whose work, or
   * whose step, has to end before it is known what came of it.
   */
  StopEffect effectOfStop(boolean abandonable, boolean waitsForWork) {
    return switch (this) {
      case IDLE, ENDED -> StopEffect.NONE;
      case STEPPING -> abandonable ? StopEffect.ABANDON : StopEffect.NONE;
      case WORKING -> waitsForWork || !abandonable ? StopEffect.ABORT_WORK : StopEffect.ABANDON;
      case PAUSING -> abandonable ? StopEffect.ABANDON : StopEffect.WAKE;
    };
  }
}
