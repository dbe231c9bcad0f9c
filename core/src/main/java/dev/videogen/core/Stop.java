package dev.videogen.core;

/** What ended an attempt or a call from outside. */
enum Stop {
  ATTEMPT_TIMEOUT,
  DEADLINE,
  CANCEL,
  INTERRUPT,
  CLOSE
}
