package dev.videogen.nouvel;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The two ways to make a call, which must behave alike. */
enum Mode {
  BLOCKING,
  ASYNCHRONOUS;

  interface Blocking<T> {
    T call() throws IOException;
  }

  interface Asynchronous<T> {
    CompletableFuture<T> call();
  }

  <T> T run(Blocking<T> blocking, Asynchronous<T> asynchronous) throws IOException {
    return this == BLOCKING ? blocking.call() : get(asynchronous.call());
  }

  static <T> T get(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError("no exception that a caller expects", failed.getCause());
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (InterruptedException | TimeoutException hung) {
      throw new AssertionError("the future didn't end", hung);
    }
  }
}
