package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.observe.Observers;
import dev.videogen.core.run.Run;
import dev.videogen.core.run.Runner;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Retries what can be retried without paying twice, after the wait that the service asks for.
 *
 * <p>Added to a client as its first application interceptor, it waits on the thread that carries
 * the call, and wakes when the call is cancelled or the thread interrupted. A call enqueued on such
 * a client keeps its thread and its place in the dispatcher while it waits; to wait without holding
 * either, make calls with {@link #callFactory} instead. Thread-safe.
 *
 * <pre>{@code
 * BackoffInterceptor backoff = new BackoffInterceptor(BackoffPolicy.DEFAULT);
 * OkHttpClient waitsInPlace = new OkHttpClient.Builder().addInterceptor(backoff).build();
 * Call.Factory holdsNothing = backoff.callFactory(new OkHttpClient());
 * }</pre>
 */
public final class BackoffInterceptor implements Interceptor {
  private final CallSettings settings;

  /** Retries by this policy, in real time. */
  public BackoffInterceptor(BackoffPolicy policy) {
    this.settings = settings(policy, new Runner(Timekeeper.system()));
  }

  /** Retries by this policy, is followed by an observer, and takes time from elsewhere. */
  public BackoffInterceptor(BackoffPolicy policy, CallObserver.Factory observer, Timekeeper time) {
    Observers observers = new Observers("http", "", List.of(observer));
    this.settings = settings(policy, new Runner(time, observers, null));
  }

  private static CallSettings settings(BackoffPolicy policy, Runner runner) {
    return new CallSettings(
        "http",
        policy,
        Throttle.none(),
        runner,
        null,
        new Failures(
            () -> ErrorCatalogue.builder(NoErrorCode.NONE).build(),
            call -> "Find out whether the request took effect before sending it again."),
        null,
        List.of(),
        "",
        null,
        List.of(),
        true);
  }

  /**
   * Makes calls on {@code client} whose waits hold no thread, no dispatcher slot and no connection
   * when they are enqueued. This interceptor need not be one of the client's.
   */
  public Call.Factory callFactory(OkHttpClient client) {
    OkHttpClient.Builder without = client.newBuilder();
    without.interceptors().remove(this);
    OkHttpClient attempts = OkHttpAttempt.client(without.build(), false, true);
    return new BackoffCalls(attempts, attempts, settings, null);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallContext outer = CallContext.known(chain);
    CallContext context =
        outer != null ? outer : new CallContext(settings.provider, chain.request(), settings.time);
    context.sent.listenTo(chain.call());
    Observers observers = settings.runner.observers();
    Observed observed =
        observers.isEmpty() ? Observed.NOBODY : observers.start(context.info, chain.request()::tag);
    CallCourse course =
        new CallCourse(
            settings,
            settings.policy,
            context,
            observed,
            null,
            null,
            new ChainAttempts(chain, context, observed));
    Run<Response> run = settings.runner.run(course);
    chain
        .call()
        .addEventListener(
            new EventListener() {
              @Override
              public void canceled(Call call) {
                run.stop(StopReason.CANCEL);
              }
            });
    if (chain.call().isCanceled()) {
      run.stop(StopReason.CANCEL);
    }
    return run.execute();
  }

  /** Attempts within one OkHttp call: each proceeds along the same chain. */
  private static final class ChainAttempts implements CallCourse.Attempts {
    private final Interceptor.Chain chain;
    private final CallContext context;
    private final Request request;
    private final Observed observed;

    ChainAttempts(Interceptor.Chain chain, CallContext context, Observed observed) {
      this.observed = observed;
      this.chain = chain;
      this.context = context;
      this.request = chain.request().newBuilder().tag(CallContext.TAG, context).build();
    }

    @Override
    public void prepare() {}

    @Override
    public Request asked() {
      return request;
    }

    @Override
    public CallAttempt next(@Nullable CallAttempt before) {
      return new ChainAttempt(before);
    }

    @Override
    public Response usable(Response response) {
      return response;
    }

    @Override
    public Response recorded(String answer) {
      throw new IllegalStateException("there is no ledger here");
    }

    /** What is around this chain may go on. */
    @Override
    public void ended() {}

    private final class ChainAttempt extends CallAttempt {
      ChainAttempt(@Nullable CallAttempt before) {
        super(ChainAttempts.this.context, before);
      }

      @Override
      public void run() {
        CallObserver.Scope scope = observed.enter();
        try {
          response =
              SendOnceInterceptor.guard(
                  chain,
                  request.newBuilder().tag(CallInfo.class, context.info.ofAttempt(number)).build(),
                  context);
        } catch (Throwable thrown) {
          failed(thrown);
        } finally {
          scope.close();
        }
      }

      @Override
      public void start(Runnable ended) {
        run();
        ended.run();
      }

      @Override
      public void abort() {}

      @Override
      Request request() {
        return request;
      }

      @Override
      boolean isDecoded() {
        return false;
      }

      @Override
      boolean isCanceled() {
        return chain.call().isCanceled();
      }
    }
  }

  /** The one code of a client that knows no service. */
  private enum NoErrorCode implements DocumentedErrorCode {
    NONE;

    @Override
    public boolean matches(ErrorResponse response) {
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
