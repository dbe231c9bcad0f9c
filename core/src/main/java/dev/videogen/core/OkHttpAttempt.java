package dev.videogen.core;

import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** An attempt that is an OkHttp call of its own. */
final class OkHttpAttempt extends CallAttempt implements Callback, CallContext.Begins {
  /** More milliseconds don't fit OkHttp's setting, which takes zero for no limit. */
  private static final Duration LONGEST_READ = Duration.ofDays(24);

  private final Call call;
  private final Timekeeper time;
  private final Duration timeout;
  private final boolean decoded;
  private final boolean afterTimeout;
  private volatile boolean running;
  private volatile boolean timedOut;
  private @Nullable Runnable ended;

  /**
   * @param timeout how long it may take, from when it leaves the dispatcher's queue
   * @param afterTimeout whether the attempt before it timed out, on a connection that may be dead
   */
  OkHttpAttempt(
      CallContext context,
      Timekeeper time,
      Call call,
      Duration timeout,
      boolean decoded,
      boolean afterTimeout) {
    super(context, time);
    this.call = call;
    this.time = time;
    this.timeout = timeout;
    this.decoded = decoded;
    this.afterTimeout = afterTimeout;
    CallContext unused = call.tag(CallContext.TAG, () -> context);
    context.sent().listenTo(call);
    context.attempt(this);
  }

  @Override
  public boolean isOf(Call other) {
    return call == other;
  }

  @Override
  public Interceptor.Chain begins(Interceptor.Chain chain) {
    startedAt(time.nanoTime());
    running = true;
    // OkHttp pings a silent HTTP/2 connection only where it times a read out by itself.
    int millis = timeout.compareTo(LONGEST_READ) > 0 ? 0 : (int) Math.max(1, timeout.toMillis());
    return chain.withReadTimeout(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void brokeOff(Throwable thrown) {
    failed(thrown);
  }

  @Override
  public boolean isAfterTimeout() {
    return afterTimeout;
  }

  @Override
  public void run() {
    try {
      responded(call.execute());
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
    responded(received);
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
    return running && !timedOut ? timeout.minusNanos(time.nanoTime() - startedAt()) : timeout;
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
            && took(time).compareTo(timeout) >= 0);
  }

  /** By somebody else than this library: an interceptor, or the dispatcher's owner. */
  @Override
  boolean isCanceled() {
    return call.isCanceled();
  }
}
