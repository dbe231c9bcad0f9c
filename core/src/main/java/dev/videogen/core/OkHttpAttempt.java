package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.observe.CallObserver;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** An attempt that is an OkHttp call of its own. */
final class OkHttpAttempt extends CallAttempt implements Callback {
  /** More milliseconds don't fit OkHttp's setting, which takes zero for no limit. */
  private static final Duration LONGEST_READ = Duration.ofDays(24);

  private final Call call;
  private final Duration timeout;
  private final boolean decoded;

  /** Whether the attempt before it timed out, on a connection that may be dead. */
  private final boolean afterTimeout;

  private volatile boolean running;
  private volatile boolean timedOut;
  private @Nullable Runnable ended;

  /**
   * @param timeout how long it may take, from when it leaves the dispatcher's queue
   * @param before the attempt before it, or null
   */
  OkHttpAttempt(
      CallContext context,
      Call call,
      Duration timeout,
      boolean decoded,
      @Nullable CallAttempt before) {
    super(context, before);
    this.call = call;
    this.timeout = timeout;
    this.decoded = decoded;
    this.afterTimeout = before != null && before.isTimedOut();
    CallContext unused = call.tag(CallContext.TAG, () -> context);
    context.sent.listenTo(call);
    context.attempt = this;
  }

  /** The same client, on whose calls the attempts' own interceptor comes first. */
  static OkHttpClient client(OkHttpClient client, boolean guarded, boolean told) {
    OkHttpClient.Builder derived = client.newBuilder();
    derived.interceptors().add(0, new Outermost(guarded, told, client.readTimeoutMillis()));
    // Most endpoints have this limit: their attempts need no chain of their own.
    return derived.readTimeout(Endpoint.DEFAULT_ATTEMPT_TIMEOUT).build();
  }

  /**
   * The outermost interceptor of each attempt: starts its clock, and lets only IOExceptions out.
   *
   * @param guarded whether a guard below keeps paid requests from being sent twice
   * @param told whether there are interceptors that may ask which call a request belongs to
   * @param readTimeoutMillis the client's own, for calls that are no attempts of ours
   */
  private record Outermost(boolean guarded, boolean told, int readTimeoutMillis)
      implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      CallContext context = CallContext.known(chain);
      // An interceptor may have cloned the OkHttp call: that is no attempt of ours.
      if (context != null
          && context.attempt instanceof OkHttpAttempt attempt
          && attempt.call == chain.call()) {
        Request request = chain.request();
        if (told) {
          CallInfo info = context.info.ofAttempt(attempt.number);
          request = request.newBuilder().tag(CallInfo.class, info).build();
        }
        CallObserver.Scope scope = context.observed.enter();
        try {
          return attempt.proceed(chain, request, context, guarded);
        } finally {
          scope.close();
        }
      }
      Chain own = chain.withReadTimeout(readTimeoutMillis, TimeUnit.MILLISECONDS);
      return guarded || context == null || !context.billable
          ? own.proceed(chain.request())
          : SendOnceInterceptor.guard(own, chain.request(), context);
    }
  }

  private Response proceed(
      Interceptor.Chain chain, Request request, CallContext context, boolean guarded)
      throws IOException {
    startedAt = time.nanoTime();
    running = true;
    // OkHttp pings a silent HTTP/2 connection only where it times a read out by itself.
    int millis = timeout.compareTo(LONGEST_READ) > 0 ? 0 : (int) Math.max(1, timeout.toMillis());
    Interceptor.Chain limited =
        chain.readTimeoutMillis() == millis
            ? chain
            : chain.withReadTimeout(millis, TimeUnit.MILLISECONDS);
    try {
      if (context.billable) {
        return guarded
            ? limited.proceed(request)
            : SendOnceInterceptor.guard(limited, request, context);
      }
      return afterTimeout ? OwnConnection.proceed(limited, request) : limited.proceed(request);
    } catch (IOException thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      // OkHttp would let it kill the dispatcher's thread.
      failed(thrown);
      throw new IOException("an interceptor failed", thrown);
    }
  }

  @Override
  public void run() {
    try {
      response = call.execute();
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void start(Runnable whenEnded) {
    ended = whenEnded;
    try {
      call.enqueue(this);
    } catch (Throwable thrown) {
      failed(thrown);
      whenEnded.run();
    }
  }

  @Override
  public void onResponse(Call of, Response received) {
    response = received;
    end();
  }

  @Override
  public void onFailure(Call of, IOException thrown) {
    failed(thrown);
    end();
  }

  private void end() {
    Runnable then = ended;
    if (then != null) {
      then.run();
    }
  }

  @Override
  public @Nullable Duration left() {
    return running && !timedOut ? timeout.minus(took()) : timeout;
  }

  @Override
  public void timeOut() {
    timedOut = true;
    abort();
  }

  @Override
  public void abort() {
    call.cancel();
  }

  @Override
  Request request() {
    return call.request();
  }

  @Override
  boolean isDecoded() {
    return decoded;
  }

  @Override
  boolean isTimedOut() {
    return timedOut;
  }

  /** The limit is OkHttp's read timeout, too, which may be the first to notice. */
  @Override
  boolean isTimedOut(Throwable thrown) {
    return timedOut
        || (running
            && (thrown instanceof SocketTimeoutException
                || thrown.getCause() instanceof SocketTimeoutException)
            && took().compareTo(timeout) >= 0);
  }

  /** By somebody else than this library: an interceptor, or the dispatcher's owner. */
  @Override
  boolean isCanceled() {
    return call.isCanceled();
  }
}
