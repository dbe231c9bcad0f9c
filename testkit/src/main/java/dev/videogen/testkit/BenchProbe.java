package dev.videogen.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Two interceptors around the one on the bench: {@link #above} sees it run and end, {@link #below}
 * what it sends and is given. Safe for use by many threads.
 */
final class BenchProbe {
  private final boolean interrupting;
  private final List<BenchResult.Attempt> attempts = new ArrayList<>();
  private final List<TrackedSource> opened = new ArrayList<>();
  private int runs;
  private @Nullable Throwable thrown;
  private @Nullable Boolean interruptKept;

  /**
   * A probe for one run.
   *
   * @param interrupting whether the thread is interrupted as soon as the first answer is there
   */
  BenchProbe(boolean interrupting) {
    this.interrupting = interrupting;
  }

  Response above(Interceptor.Chain chain, Interceptor subject) throws IOException {
    started();
    try {
      Response response = subject.intercept(chain);
      ended(null);
      return response;
    } catch (Throwable failure) {
      ended(failure);
      throw failure;
    }
  }

  /** The same of what sees a call once. */
  Request above(Request request, BenchCall.Step subject) throws IOException {
    started();
    try {
      Request changed = subject.intercept(request);
      ended(null);
      return changed;
    } catch (Throwable failure) {
      ended(failure);
      throw failure;
    }
  }

  Response below(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException | RuntimeException e) {
      add(new BenchResult.Attempt(request.method(), request.url().encodedPath(), 0, e));
      throw e;
    }
    boolean first =
        add(
            new BenchResult.Attempt(
                request.method(), request.url().encodedPath(), response.code(), null));
    if (!interrupting || !first) {
      return tracked(response);
    }
    Buffer whole = new Buffer();
    try (ResponseBody body = response.body()) {
      whole.writeAll(body.source()); // An interrupted thread could read no further from a socket.
    }
    Thread.currentThread().interrupt();
    return tracked(
        response
            .newBuilder()
            .body(ResponseBody.create(whole, response.body().contentType(), whole.size()))
            .build());
  }

  synchronized int runs() {
    return runs;
  }

  synchronized List<BenchResult.Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What the interceptor threw, null if nothing. */
  synchronized @Nullable Throwable thrown() {
    return thrown;
  }

  /** How many of the responses that the interceptor was given are still open. */
  synchronized int open() {
    return (int) opened.stream().filter(it -> !it.closed).count();
  }

  /** Whether the interrupt was still to be seen when the interceptor ended; null if it did not. */
  synchronized @Nullable Boolean interruptKept() {
    return interruptKept;
  }

  private synchronized void started() {
    runs++;
  }

  private synchronized void ended(@Nullable Throwable failure) {
    thrown = failure;
    interruptKept = Thread.currentThread().isInterrupted();
  }

  private synchronized boolean add(BenchResult.Attempt attempt) {
    attempts.add(attempt);
    return attempts.size() == 1;
  }

  private synchronized Response tracked(Response response) {
    ResponseBody body = response.body();
    TrackedSource source = new TrackedSource(body);
    opened.add(source);
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength()))
        .build();
  }

  private static final class TrackedSource extends ForwardingSource {
    private volatile boolean closed;

    TrackedSource(ResponseBody body) {
      super(body.source());
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }
  }
}
