package dev.videogen.core.poll;

import dev.videogen.core.ApiCall;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.run.RunFuture;
import dev.videogen.core.run.Step;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An API call as a step of a wait.
 *
 * @param <R> what the call responds with
 * @param <T> what the wait ends with
 */
final class CallWork<R, T> implements Step.Work<T> {
  private final ApiCall<R> call;
  private final @Nullable Duration limit;
  private final Timekeeper time;
  private final Observed observed;
  private final long startedAt;
  private volatile long endedAt;
  private volatile @Nullable R value;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable CompletableFuture<R> future;

  /**
   * A call that is about to begin.
   *
   * @param limit how long it may take if it is none of a client's, which keeps limits of its own;
   *     null for no limit
   * @param observed who follows the wait
   */
  CallWork(ApiCall<R> call, @Nullable Duration limit, Timekeeper time, Observed observed) {
    this.observed = observed;
    this.call = call;
    this.limit = limit;
    this.time = time;
    this.startedAt = time.nanoTime();
  }

  /** How long it took, in nanoseconds, or has been under way. */
  long nanos() {
    return (hasEnded() ? endedAt : time.nanoTime()) - startedAt;
  }

  /** How long ago it ended, in nanoseconds. */
  long nanosSinceEnd() {
    return time.nanoTime() - endedAt;
  }

  /** Whether it was run at all. */
  boolean hasEnded() {
    return value != null || failure != null;
  }

  @Nullable R value() {
    return value;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public boolean isAwaited() {
    return true;
  }

  /** A client's call has limits of its own; the user's own kind of call may ignore them. */
  @Override
  public boolean boundsItself() {
    CompletableFuture<R> running = future;
    return running == null || running instanceof RunFuture<R>;
  }

  @Override
  public @Nullable Duration left() {
    return limit == null ? null : limit.minusNanos(time.nanoTime() - startedAt);
  }

  @Override
  public void timeOut() {
    abort();
  }

  @Override
  public void run() {
    CallObserver.Scope scope = observed.enter();
    try {
      ended(call.execute(), null);
    } catch (Throwable thrown) {
      ended(null, thrown);
    } finally {
      scope.close();
    }
  }

  @Override
  public void start(Runnable whenEnded) {
    try {
      CompletableFuture<R> started = call.executeAsync();
      future = started;
      CompletableFuture<R> unused =
          started.whenComplete(
              (responded, thrown) -> {
                ended(responded, thrown);
                whenEnded.run();
              });
    } catch (Throwable thrown) {
      ended(null, thrown);
      whenEnded.run();
    }
  }

  private void ended(@Nullable R responded, @Nullable Throwable thrown) {
    endedAt = time.nanoTime();
    value = responded;
    failure =
        thrown instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : thrown;
    if (responded == null && thrown == null) {
      failure = new NullPointerException("the call responded with null");
    }
  }

  /** Ends with what the call makes of it: only that knows what has left. */
  @Override
  public void abort() {
    CompletableFuture<R> running = future;
    if (running instanceof RunFuture<R> ours) {
      ours.stop(StopReason.CANCEL);
    } else if (running != null) {
      running.cancel(true);
    }
  }
}
