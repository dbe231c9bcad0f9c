package dev.videogen.core.poll;

import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** A wait that holds no thread. */
final class FuturePoll<T> extends PollRun<T> {
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final Object lock = new Object();
  private Timekeeper.@Nullable Alarm pausing;

  FuturePoll(Poller poller, Polling<T> polling) {
    super(poller, polling);
  }

  CompletableFuture<T> start() {
    CompletableFuture<T> unused =
        future.whenComplete(
            (answer, failure) -> {
              poller.ended(this);
              stop(CallCanceledException.By.CANCEL);
            });
    begin();
    pause(polling.schedule.delayAfter(0));
    return future;
  }

  private void pause(Duration length) {
    Timekeeper.Alarm alarm = poller.time().pause(length, () -> poller.resume(this::look));
    synchronized (lock) {
      if (!isStopped()) {
        pausing = alarm;
        return;
      }
    }
    alarm.cancel();
  }

  private void look() {
    try {
      Call<T> look = nextLook();
      if (look != null) {
        look.enqueue(
            new Callback<>() {
              @Override
              public void onResponse(Call<T> call, Response<T> response) {
                goOn(response.body(), null);
              }

              @Override
              public void onFailure(Call<T> call, Throwable failure) {
                goOn(null, failure);
              }
            });
      }
    } catch (Throwable failure) {
      future.completeExceptionally(failure);
    }
  }

  private void goOn(@Nullable T answer, @Nullable Throwable failure) {
    if (isStopped()) {
      return;
    }
    try {
      PollDecision next;
      if (failure instanceof IOException trouble) {
        next = failed(trouble);
      } else if (failure != null) {
        future.completeExceptionally(failure);
        return;
      } else {
        next = answered(Objects.requireNonNull(answer));
      }
      if (next instanceof PollDecision.Again again) {
        pause(again.delay());
      } else if (next instanceof PollDecision.TimedOut) {
        future.completeExceptionally(timedOut());
      } else {
        future.complete(answer);
      }
    } catch (Throwable ended) {
      // Even an error of the user's code must not leave the future without an end.
      future.completeExceptionally(ended);
    }
  }

  /** Called once, when the future was completed or the poller closes. */
  @Override
  void wake() {
    Timekeeper.Alarm alarm;
    synchronized (lock) {
      alarm = pausing;
    }
    if (alarm != null) {
      alarm.cancel();
    }
    if (!future.isDone()) {
      // Whoever closes the client shouldn't have to run what hangs on the future.
      poller.resume(() -> future.completeExceptionally(canceled()));
    }
  }
}
