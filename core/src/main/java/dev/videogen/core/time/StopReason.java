package dev.videogen.core.time;

/** What ended a call, a wait or a download before its time. */
public enum StopReason {
  /** One attempt took longer than an attempt may. */
  ATTEMPT_TIMEOUT,
  /** The whole took longer than it may, with all attempts and waits. */
  DEADLINE,
  /** The caller cancelled it, or completed its future. */
  CANCEL,
  /** The calling thread was interrupted; its flag is still set. */
  INTERRUPT,
  /** The client was closed. */
  CLOSE
}
