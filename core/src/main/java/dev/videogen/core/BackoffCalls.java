package dev.videogen.core;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.time.DaemonThreads;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes calls that repeat themselves, and ends those under way when the client closes. */
final class BackoffCalls implements Call.Factory {
  private static final Duration INTERRUPT_CHECK = Duration.ofMillis(50);

  /** Enough that a slow callback delays no other, and few when thousands of calls end at once. */
  private static final int MESSENGERS = 32;

  private final OkHttpClient client;
  private final Backoff backoff;
  private final @Nullable ErrorDecodingInterceptor errors;
  private final Set<BackoffCall> live = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor resumer;
  private final ThreadPoolExecutor messenger =
      new ThreadPoolExecutor(
          MESSENGERS,
          MESSENGERS,
          5,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          DaemonThreads.named("videogen-deliver"));
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile boolean closed;

  BackoffCalls(
      OkHttpClient client,
      BackoffInterceptor first,
      Backoff backoff,
      @Nullable ErrorDecodingInterceptor errors) {
    OkHttpClient.Builder derived = client.newBuilder();
    derived.interceptors().remove(first);
    derived.interceptors().add(0, first);
    this.client = derived.build();
    this.backoff = backoff;
    this.errors = errors;
    // Starting an attempt runs the user's event listeners and throttle: not on the timer's thread.
    this.resumer =
        new ThreadPoolExecutor(
            2,
            2,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("videogen-resume"));
    resumer.allowCoreThreadTimeOut(true);
    messenger.allowCoreThreadTimeOut(true);
  }

  @Override
  public Call newCall(Request request) {
    Endpoint.of(request).check(request);
    return new BackoffCall(this, request);
  }

  OkHttpClient client() {
    return client;
  }

  Backoff backoff() {
    return backoff;
  }

  @Nullable ErrorDecodingInterceptor errors() {
    return errors;
  }

  /** An answer that an interceptor made up, or rewrote, has not been decoded on its way. */
  Response decoded(Request request, Response response) throws IOException {
    if (errors == null) {
      return response;
    }
    if (!response.isSuccessful()) {
      throw errors.failure(request, response);
    }
    return response.body() instanceof DecodedBody ? response : errors.usable(request, response);
  }

  void started(BackoffCall call) {
    live.add(call);
    if (closed) {
      call.stop(Stop.CLOSE);
    }
  }

  /** Looks after interrupts as long as a blocking call is under way; one watch serves them all. */
  void watchInterrupts() {
    if (watching.compareAndSet(false, true)) {
      Timekeeper.Alarm unused = Timekeeper.system().limit(INTERRUPT_CHECK, this::checkInterrupts);
    }
  }

  private void checkInterrupts() {
    watching.set(false);
    boolean blocking = false;
    for (BackoffCall call : live) {
      blocking |= call.isBlocking();
      if (call.isInterrupted()) {
        resume(call::stopIfInterrupted);
      }
    }
    if (blocking) {
      watchInterrupts();
    }
  }

  void ended(BackoffCall call) {
    live.remove(call);
  }

  /** Runs what may run the user's code, away from the timer. */
  void resume(Runnable task) {
    resumer.execute(task);
  }

  /** A limit of time whose end may run the user's code. */
  Timekeeper.Alarm later(Duration limit, Runnable then) {
    return backoff.time().limit(limit, () -> resume(then));
  }

  /** Runs a callback at once: the dispatcher's threads may all be busy for minutes. */
  void deliver(Runnable callback) {
    messenger.execute(callback);
  }

  void close() {
    closed = true;
    for (BackoffCall call : live) {
      call.stop(Stop.CLOSE);
    }
  }
}
