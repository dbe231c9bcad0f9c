package dev.videogen.core.poll;

/**
 * Hears what a wait learns, in order. What it throws is logged, and the wait goes on.
 *
 * @param <A> what is accepted before the wait begins
 * @param <T> what a poll responds with
 */
public interface Progress<A, T> {
  /** What is waited for was accepted, and is paid for. */
  default void accepted(A accepted) {}

  /** A poll has a response. */
  void polled(T response);
}
