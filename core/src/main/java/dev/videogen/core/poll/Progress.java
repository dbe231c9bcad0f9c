package dev.videogen.core.poll;

import dev.videogen.core.annotations.ProviderApi;

/**
 * Hears what a wait learns, in order. What it throws is logged, and the wait goes on.
 *
 * @param <A> what is accepted before the wait begins
 * @param <T> what a poll responds with
 */
@ProviderApi
public interface Progress<A, T> {
  /** What is waited for was accepted, and is paid for. */
  default void accepted(A accepted) {}

  /** A poll has a response. */
  void polled(T response);
}
