package dev.videogen.core.run;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.time.StopReason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of a {@link Run}. Whoever cancels it, or completes it from outside, no longer wants
 * the result: the run is stopped.
 *
 * @param <T> what the run ends with
 */
@ProviderApi
public final class RunFuture<T> extends CompletableFuture<T> {
  private final Consumer<StopReason> stop;

  /** {@code stop} ends the run. */
  RunFuture(Consumer<StopReason> stop) {
    this.stop = stop;
  }

  @SuppressWarnings("NullAway") // A null value is the value of a run of Void.
  void deliver(@Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      super.completeExceptionally(failure);
    } else {
      super.complete(value);
    }
  }

  /** Stops the run, which then fails with what it makes of that. */
  public void stop(StopReason reason) {
    stop.accept(reason);
  }

  @Override
  public boolean complete(T value) {
    return stopped(super.complete(value));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return stopped(super.completeExceptionally(failure));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return stopped(super.cancel(mayInterruptIfRunning));
  }

  private boolean stopped(boolean byThisCall) {
    if (byThisCall) {
      stop.accept(StopReason.CANCEL);
    }
    return byThisCall;
  }
}
