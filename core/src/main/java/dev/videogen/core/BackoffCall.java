package dev.videogen.core;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.run.Run;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import kotlin.jvm.functions.Function0;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** OkHttp's view of a call of one or more attempts. */
final class BackoffCall implements Call {
  private final BackoffCalls calls;
  private final Request request;

  // All below is guarded by this.
  private @Nullable Timeout timeout;
  private @Nullable CallCourse course;
  private @Nullable Run<Response> run;
  private boolean canceled;

  /**
   * @throws IllegalArgumentException naming the parameter or the endpoint, if the request can't be
   *     a call
   */
  BackoffCall(BackoffCalls calls, Request request) {
    this.calls = calls;
    this.request = request;
    Endpoint.of(request).check(request);
  }

  private Run<Response> begin() {
    synchronized (this) {
      if (run != null) {
        throw new IllegalStateException("this call was executed or enqueued before: clone it");
      }
      CallCourse begun = calls.course(request, null, limitNanos(timeout));
      Run<Response> started = calls.run(begun);
      course = begun;
      run = started;
      if (canceled) {
        started.stop(StopReason.CANCEL);
      }
      return started;
    }
  }

  private static long limitNanos(@Nullable Timeout timeout) {
    if (timeout == null) {
      return 0;
    }
    long nanos = timeout.timeoutNanos();
    if (timeout.hasDeadline()) {
      long left = Math.max(1, timeout.deadlineNanoTime() - Timekeeper.system().nanoTime());
      return nanos == 0 ? left : Math.min(nanos, left);
    }
    return nanos;
  }

  @Override
  public Response execute() throws IOException {
    Run<Response> started = begin();
    return bounded(started.execute());
  }

  @Override
  public void enqueue(Callback callback) {
    begin()
        .start(
            (response, failure) -> {
              if (response == null) {
                callback.onFailure(this, asIOException(failure));
              } else {
                deliver(callback, response);
              }
            });
  }

  private void deliver(Callback callback, Response response) {
    try {
      callback.onResponse(this, bounded(response));
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }

  private static IOException asIOException(@Nullable Throwable failure) {
    return failure instanceof IOException known
        ? known
        : new IOException("the call failed unexpectedly", failure);
  }

  private Response bounded(Response response) {
    CallCourse ended;
    synchronized (this) {
      ended = course;
    }
    CallAttempt last = ended == null ? null : ended.lastAttempt();
    return ended == null || last == null
        ? response
        : BoundedBody.of(response, ended, last, calls.settings().runner);
  }

  @Override
  public void cancel() {
    Run<Response> running;
    CallCourse begun;
    synchronized (this) {
      canceled = true;
      running = run;
      begun = course;
    }
    if (running != null) {
      running.stop(StopReason.CANCEL);
    }
    CallAttempt last = begun == null ? null : begun.lastAttempt();
    if (last != null && !last.isUnderWay()) {
      // The body is still being read.
      last.abort();
    }
  }

  @Override
  public boolean isCanceled() {
    CallCourse begun;
    synchronized (this) {
      if (canceled) {
        return true;
      }
      begun = course;
    }
    CallAttempt last = begun == null ? null : begun.lastAttempt();
    return last != null && last.isCanceled() && !last.isTimedOut();
  }

  @Override
  public synchronized boolean isExecuted() {
    return run != null;
  }

  /** Bounds the whole call, waits and body included; it takes the place of the deadline. */
  @Override
  public synchronized Timeout timeout() {
    if (timeout == null) {
      timeout = new Timeout();
    }
    return timeout;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public Call clone() {
    return new BackoffCall(calls, request);
  }

  /** Events belong to attempts: set an event listener on the client to hear them. */
  @Override
  public void addEventListener(EventListener eventListener) {
    throw new UnsupportedOperationException(
        "a call of several attempts has no events of its own: set EventListener.Factory on the"
            + " OkHttpClient");
  }

  @Override
  public <T> @Nullable T tag(KClass<T> type) {
    return request.tag(type);
  }

  @Override
  public <T> @Nullable T tag(Class<? extends T> type) {
    return request.tag(type);
  }

  @Override
  public <T> T tag(KClass<T> type, Function0<? extends T> computeIfAbsent) {
    T known = request.tag(type);
    return known != null ? known : computeIfAbsent.invoke();
  }

  @Override
  public <T> T tag(Class<T> type, Function0<? extends T> computeIfAbsent) {
    T known = request.tag(type);
    return known != null ? known : computeIfAbsent.invoke();
  }
}
