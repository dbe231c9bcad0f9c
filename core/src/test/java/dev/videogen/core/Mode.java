package dev.videogen.core;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The two forms of one call; what is proven in one is proven in the other. */
public enum Mode {
  BLOCKING,
  ASYNCHRONOUS;

  interface Blocking<T> {
    T call() throws IOException;
  }

  interface Asynchronous<T> {
    CompletableFuture<T> call();
  }

  public <T> T call(Blocking<T> blocking, Asynchronous<T> asynchronous) throws Exception {
    if (this == BLOCKING) {
      return blocking.call();
    }
    try {
      return asynchronous.call().get();
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }
}
