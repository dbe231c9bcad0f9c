package dev.videogen.core.run;

import dev.videogen.core.annotations.ProviderApi;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Course} wants next.
 *
 * @param <T> what the course ends with
 */
@ProviderApi
public sealed interface Step<T> {
  /** The course has ended well. */
  record Done<T>(T value) implements Step<T> {}

  /**
   * Wait, holding nothing, then ask the course again.
   *
   * @param length how long
   * @param early takes an action that ends the pause early, or null if only time ends it
   */
  record Pause<T>(Duration length, @Nullable Consumer<Runnable> early) implements Step<T> {}

  /**
   * Do something that has an end of its own, then ask the course again. The work keeps its result
   * for the course.
   */
  non-sealed interface Work<T> extends Step<T> {
    /** Does it on this thread. Whatever goes wrong is part of the result: it throws nothing. */
    void run();

    /** Starts it without holding a thread. {@code ended} runs once, on any thread. */
    void start(Runnable ended);

    /**
     * Whether a run that is stopped waits until this has ended, since only then it is known what
     * came of it, or what it holds is released.
     */
    default boolean isAwaited() {
      return false;
    }

    /**
     * Whether it is a run of its own, with limits of its own: then none is kept here. Asked before
     * it starts, and once more afterwards.
     */
    default boolean boundsItself() {
      return false;
    }

    /** Time left until {@link #timeOut}, or null if only the course's own deadline counts. */
    default @Nullable Duration left() {
      return null;
    }

    /** Its own time is up: end it early. Runs on a thread that may block. */
    default void timeOut() {}

    /** The whole course is being stopped: end it early. Runs on a thread that may block. */
    void abort();
  }
}
