package dev.videogen.core.run;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes time and ends with a value or a failure, told one {@link Step} at a time. A
 * course is run once. Its methods are called by one thread at a time, but for {@link #left} and
 * {@link #abandon}.
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
   * Ends a course whose work is still under way, without waiting for it. Afterwards nothing may
   * leave this machine for it. May be called while the work runs; {@link #next} isn't called any
   * more.
   *
   * @return what the run fails with
   */
  Throwable abandon(StopReason stop);

  /** The work of an abandoned course has ended: release what it holds. */
  void discard();

  /** Any end at all, once: give back what was reserved. */
  default void ended() {}
}
