package dev.videogen.core;

import dev.videogen.core.time.Timekeeper;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Attempts within one OkHttp call: each proceeds along the same chain. */
final class ChainAttempts implements CallCourse.Attempts {
  private final Interceptor.Chain chain;
  private final CallContext context;
  private final Timekeeper time;
  private final Request request;

  ChainAttempts(Interceptor.Chain chain, CallContext context, Timekeeper time) {
    this.chain = chain;
    this.context = context;
    this.time = time;
    this.request = chain.request().newBuilder().tag(CallContext.TAG, context).build();
  }

  @Override
  public CallAttempt next() {
    return new ChainAttempt();
  }

  @Override
  public Response usable(Response response) {
    return response;
  }

  /** What is around this chain may go on. */
  @Override
  public void ended() {}

  private final class ChainAttempt extends CallAttempt {
    ChainAttempt() {
      super(ChainAttempts.this.context, time);
    }

    @Override
    public void run() {
      try {
        responded(SendOnceInterceptor.guard(chain, request, context));
      } catch (Throwable thrown) {
        failed(thrown);
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
