package dev.videogen.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The two ways to run one call; what is proven in one is proven in the other. */
public enum Mode {
  BLOCKING,
  ASYNCHRONOUS;

  public <T> T call(ApiCall<T> call) throws Exception {
    return this == BLOCKING ? call.execute() : join(call.executeAsync());
  }

  /** Waits no longer than a call that hangs deserves, and throws what the call failed with. */
  public static <T> T join(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }
}
