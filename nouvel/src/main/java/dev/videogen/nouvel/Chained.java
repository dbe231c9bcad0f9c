package dev.videogen.nouvel;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two futures in a row as one, whose cancelling reaches whichever is under way. */
final class Chained<T> {
  private final CompletableFuture<T> whole = new CompletableFuture<>();
  private CompletableFuture<?> current;

  private Chained(CompletableFuture<?> first) {
    this.current = first;
  }

  /** {@code CompletableFuture.thenCompose} would cancel neither, and wrap their exceptions. */
  static <A, B> CompletableFuture<B> of(
      CompletableFuture<A> first, Function<A, CompletableFuture<B>> then) {
    Chained<B> chained = new Chained<>(first);
    CompletableFuture<A> unused =
        first.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                chained.whole.completeExceptionally(failure);
              } else {
                chained.second(() -> then.apply(value));
              }
            });
    CompletableFuture<B> unusedEnd =
        chained.whole.whenComplete((value, failure) -> chained.cancel());
    return chained.whole;
  }

  private void second(Supplier<CompletableFuture<T>> then) {
    CompletableFuture<T> second;
    try {
      second = then.get();
    } catch (RuntimeException thrown) {
      whole.completeExceptionally(thrown);
      return;
    }
    synchronized (this) {
      current = second;
    }
    CompletableFuture<T> unused = second.whenComplete(this::complete);
    if (whole.isDone()) {
      cancel();
    }
  }

  private void complete(@Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      whole.completeExceptionally(failure);
    } else {
      whole.complete(value);
    }
  }

  private void cancel() {
    CompletableFuture<?> running;
    synchronized (this) {
      running = current;
    }
    running.cancel(false);
  }
}
