package dev.videogen.core;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Repeats what can be repeated without paying twice, after the wait that the service asks for.
 *
 * <p>Added to a client as its first application interceptor, it waits on the thread that carries
 * the call, and wakes when the call is cancelled or the thread interrupted. A call enqueued on such
 * a client keeps its thread and its place in the dispatcher while it waits; to wait without holding
 * either, make calls with {@link #callFactory} instead. Thread-safe.
 */
public final class BackoffInterceptor implements Interceptor {
  private final Backoff backoff;

  /** Repeats by this policy, in real time. */
  public BackoffInterceptor(BackoffPolicy policy) {
    this(policy, new CallListener() {}, Timekeeper.system());
  }

  /** Repeats by this policy, tells a listener, and takes time from elsewhere. */
  public BackoffInterceptor(BackoffPolicy policy, CallListener listener, Timekeeper time) {
    this(
        new Backoff(
            "http",
            policy,
            Throttle.none(),
            listener,
            time,
            null,
            new FailureDecoder(
                ErrorCatalogue.builder(NoErrorCode.NONE).build(),
                "Find out what became of the request before sending it again.")));
  }

  BackoffInterceptor(Backoff backoff) {
    this.backoff = backoff;
  }

  /**
   * Makes calls on {@code client} whose waits hold no thread, no dispatcher slot and no connection
   * when they are enqueued. This interceptor need not be one of the client's.
   */
  public Call.Factory callFactory(OkHttpClient client) {
    return new BackoffCalls(client, this, backoff, null);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallState owned = CallState.of(chain.request());
    // A call's own interceptor begins its attempts; any other repeats within one of them.
    if (owned != null && owned.owner() != null && owned.isOf(backoff)) {
      owned.owner().attemptRuns(chain.call());
      try {
        return send(chain, owned);
      } catch (IOException failed) {
        throw failed;
      } catch (Throwable thrown) {
        // OkHttp would let it kill the dispatcher's thread.
        throw owned.typed(thrown, Wire.of(chain.call()).departures() > 0);
      }
    }
    return repeat(chain, new CallState(backoff, chain.request(), null));
  }

  private Response repeat(Chain chain, CallState state) throws IOException {
    Wire wire = Wire.of(chain.call());
    while (true) {
      int before = wire.departures();
      state.begin();
      Duration wait;
      try {
        Response response = send(chain, state);
        wait = state.answered(response);
        if (wait == null) {
          return response;
        }
      } catch (IOException failed) {
        if (chain.call().isCanceled()) {
          throw failed;
        }
        wait = state.failed(failed, wire.departures() > before);
      }
      wire.settle();
      rest(chain.call(), wire, wait);
    }
  }

  private static Response send(Chain chain, CallState state) throws IOException {
    return state.endpoint().billable() && !state.hasGuard()
        ? SendOnceInterceptor.proceed(chain, chain.request())
        : chain.proceed(chain.request());
  }

  private void rest(Call call, Wire wire, Duration wait) throws IOException {
    CountDownLatch wake = new CountDownLatch(1);
    wire.onCancel(wake::countDown);
    Timekeeper.Alarm alarm = backoff.time().pause(wait, wake::countDown);
    Stop stop = null;
    try {
      if (!call.isCanceled()) {
        wake.await();
      }
      stop = call.isCanceled() ? Stop.CANCEL : null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stop = Stop.INTERRUPT;
    } finally {
      alarm.cancel();
      wire.onCancel(null);
    }
    if (stop != null) {
      throw backoff
          .decoder()
          .stopped(
              CallState.infoOf(call.request()),
              backoff.time().now(),
              false,
              stop,
              Duration.ZERO,
              false,
              null,
              null);
    }
  }

  /** The one code of a client that knows no service. */
  private enum NoErrorCode implements ErrorCode {
    NONE;

    @Override
    public boolean matches(ErrorResponse answer) {
      return false;
    }

    @Override
    public String advice() {
      return "";
    }

    @Override
    public ApiException toException(Failure failure) {
      return new ApiException(failure);
    }
  }
}
