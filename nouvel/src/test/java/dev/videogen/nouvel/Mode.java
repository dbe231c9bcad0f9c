package dev.videogen.nouvel;

import dev.videogen.core.ApiCall;
import dev.videogen.core.poll.Wait;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The two ways to run a call or a wait, which must behave alike. */
enum Mode {
  BLOCKING,
  ASYNCHRONOUS;

  <T> T run(ApiCall<T> call) throws IOException {
    return this == BLOCKING ? call.execute() : get(call.executeAsync());
  }

  <T> T run(Wait<T, ?> wait) throws IOException {
    return this == BLOCKING ? wait.execute() : get(wait.executeAsync());
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
