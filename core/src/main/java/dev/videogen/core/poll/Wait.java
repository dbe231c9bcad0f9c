package dev.videogen.core.poll;

import dev.videogen.core.annotations.CheckReturnValue;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A wait until something at a service is over, described and not yet begun. Immutable and
 * thread-safe; each run is a wait of its own.
 *
 * <p>A poll that fails in passing (a rate limit, a fault of the service's, a lost connection, a
 * poll that took too long, a response that can't be read) is made once more at the next turn; any
 * other failure ends the wait. The last poll is made at the deadline itself.
 *
 * <pre>{@code
 * Job job = nouvel.awaitJob(id).onProgress(p -> log.info("{} %", p.percent())).execute();
 * CompletableFuture<Job> future = nouvel.awaitJob(id).deadline(ofHours(1)).executeAsync();
 * }</pre>
 *
 * @param <T> what it ends with
 * @param <P> what it tells of its progress
 */
public interface Wait<T, P> {
  /**
   * Waits on this thread.
   *
   * @throws PollTimeoutException if it isn't over in time
   * @throws dev.videogen.core.errors.CallCanceledException if the thread was interrupted (its flag
   *     is kept) or the client closed
   * @throws IOException what ended the wait. Where something was paid for first, {@link
   *     dev.videogen.core.errors.ApiException#accepted()} is that
   */
  T execute() throws IOException;

  /**
   * Waits without holding a thread.
   *
   * @return a future that fails with what {@link #execute()} throws; cancelling it ends the polls,
   *     and what is waited for goes on
   */
  CompletableFuture<T> executeAsync();

  /** The same wait, telling its progress; the listener is quick, and what it throws is logged. */
  @CheckReturnValue
  Wait<T, P> onProgress(Consumer<? super P> listener);

  /**
   * The same wait, with its own limit, counted from its start (where something is paid for first,
   * from its acceptance).
   *
   * @throws IllegalArgumentException if it isn't positive
   */
  @CheckReturnValue
  Wait<T, P> deadline(Duration deadline);

  /** The same wait, with other pauses before its polls. */
  @CheckReturnValue
  Wait<T, P> schedule(PollSchedule schedule);

  /** The same wait, whose calls all carry this tag, as {@code ApiCall.tag} has it. */
  @CheckReturnValue
  <V> Wait<T, P> tag(Class<? super V> type, V value);
}
