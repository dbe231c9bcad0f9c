package dev.videogen.core.run;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes time and ends with a value or a failure, told one {@link Step} at a time. A
 * course is run once. Its methods are called by one thread at a time, but for {@link #left}, {@link
 * #abandon} and {@link #ended}.
 *
 * @param <T> what it ends with
 */
@ProviderApi
public interface Course<T> {
  /** The run begins: start the clock. */
  void begin();

  /**
   * The next step; called at the start and after each step's end. If the run is stopped before it
   * begins a step's work, the work is neither run nor started, and this is called at once.
   *
   * @param stop why the run is being stopped, or null. A course that is stopped ends: with its
   *     value if it has one by now, else with a failure that says what ended it
   * @throws IOException the failure that ends the course
   */
  Step<T> next(@Nullable StopReason stop) throws IOException;

  /** Time left until the deadline of the whole, or null without one. May be called at any time. */
  @Nullable Duration left();

  /**
   * Opens what is to hold on this thread while it asks for a step, starts its work, or delivers the
   * end. Work that runs is on its own. Never throws; called by any thread.
   */
  default CallObserver.Scope enter() {
    return CallObserver.Scope.NONE;
  }

  /** Whether {@link #next} may run the user's code, and so block at any of its calls. */
  default boolean mayBlock() {
    return false;
  }

  /** Whether the first {@link #next} runs none of it, so that the caller's thread may take it. */
  default boolean beginsQuietly() {
    return false;
  }

  /** Whether {@link #abandon} may be called; else the run waits for what is under way. */
  default boolean isAbandonable() {
    return false;
  }

  /**
   * Ends a course without waiting for what is under way: its work, or a {@link #next} that may be
   * blocked in the user's code. Afterwards nothing may leave this machine for it. Called at most
   * once, by any thread, and beside {@link #next}, whose later result is dropped.
   *
   * @return the value, if it has one by now
   * @throws IOException what the run fails with, else
   */
  T abandon(StopReason stop) throws IOException;

  /** What was under way in an abandoned course has ended: release what it holds. */
  void discard();

  /**
   * Any end at all, once: give back what was reserved.
   *
   * @param background runs what the user's code may block; of a blocking run on its own thread
   */
  default void ended(Executor background) {}
}
