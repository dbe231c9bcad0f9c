package dev.videogen.core;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A call under way, which can be stopped: by an interrupt, or by cancelling its future. */
final class Running {
  private final CompletableFuture<?> future;
  private final Thread caller;
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

  private Running(Mode mode, ApiCall<?> call) {
    if (mode == Mode.ASYNCHRONOUS) {
      future = call.executeAsync();
      caller = new Thread(() -> ended.complete(catchThrowable(() -> Mode.join(future))));
    } else {
      future = null;
      caller = new Thread(() -> ended.complete(catchThrowable(call::execute)));
    }
    caller.setDaemon(true);
    caller.start();
  }

  static Running start(Mode mode, ApiCall<?> call) {
    return new Running(mode, call);
  }

  void stop() {
    if (future != null) {
      future.cancel(true);
    } else {
      caller.interrupt();
    }
  }

  Throwable failure() throws Exception {
    return ended.get(20, TimeUnit.SECONDS);
  }
}
