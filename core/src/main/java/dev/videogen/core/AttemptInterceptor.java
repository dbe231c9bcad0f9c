package dev.videogen.core;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** The outermost interceptor of each attempt: starts its clock, and lets only IOExceptions out. */
final class AttemptInterceptor implements Interceptor {
  /** Whether a guard below keeps paid requests from being sent twice. */
  private final boolean guarded;

  AttemptInterceptor(boolean guarded) {
    this.guarded = guarded;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallContext context = CallContext.known(chain);
    CallContext.Begins current = context == null ? null : context.attempt();
    // An interceptor may have cloned the OkHttp call: that is no attempt of ours.
    CallContext.Begins attempt = current != null && current.isOf(chain.call()) ? current : null;
    try {
      Chain limited = attempt == null ? chain : attempt.begins(chain);
      if (!guarded && context != null && context.info().billable()) {
        return SendOnceInterceptor.guard(limited, chain.request(), context);
      }
      return context != null
              && attempt != null
              && attempt.isAfterTimeout()
              && !context.info().billable()
          ? OwnConnection.proceed(limited, chain.request())
          : limited.proceed(chain.request());
    } catch (IOException failed) {
      throw failed;
    } catch (Throwable thrown) {
      if (attempt == null) {
        throw thrown;
      }
      // OkHttp would let it kill the dispatcher's thread.
      attempt.brokeOff(thrown);
      throw new IOException("an interceptor failed", thrown);
    }
  }
}
