package dev.videogen.core;

import dev.videogen.core.run.Run;
import java.io.IOException;
import java.time.Duration;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes calls of one or more attempts, each an OkHttp call of its own. */
final class BackoffCalls implements Call.Factory {
  private final OkHttpClient reads;
  private final OkHttpClient paid;
  private final CallSettings settings;
  private final @Nullable ErrorDecodingInterceptor errors;

  /**
   * @param reads carries calls that cost nothing
   * @param paid carries those that may take minutes; may be the same
   * @param errors what decodes errors in their chain, or null if nothing does
   */
  BackoffCalls(
      OkHttpClient reads,
      OkHttpClient paid,
      CallSettings settings,
      @Nullable ErrorDecodingInterceptor errors) {
    this.reads = reads;
    this.paid = paid;
    this.settings = settings;
    this.errors = errors;
  }

  @Override
  public Call newCall(Request request) {
    return new BackoffCall(this, request);
  }

  CallSettings settings() {
    return settings;
  }

  /** A call's life, to be run once. */
  CallCourse course(Request request, @Nullable ResponseReader reader, long timeoutNanos) {
    CallLimits tagged = request.tag(CallLimits.TAG);
    CallLimits limits = tagged == null ? CallLimits.NONE : tagged;
    BackoffPolicy policy =
        limits.maxServerWait() == null
            ? settings.policy
            : settings.policy.withMaxServerWait(limits.maxServerWait());
    Duration deadline = limits.deadline() == null ? settings.deadline : limits.deadline();
    if (timeoutNanos > 0) {
      deadline = Duration.ofNanos(timeoutNanos);
    }
    CallContext context = new CallContext(settings.provider, request, settings.time, reader);
    Duration timeout = limits.attemptTimeout();
    return new CallCourse(
        settings,
        policy,
        context,
        deadline,
        new OkHttpAttempts(
            context, request, timeout == null ? context.endpoint.attemptTimeout() : timeout));
  }

  Run<Response> run(CallCourse course) {
    return settings.runner.run(course);
  }

  private final class OkHttpAttempts implements CallCourse.Attempts {
    private final CallContext context;
    private final Request request;
    private final Duration timeout;

    OkHttpAttempts(CallContext context, Request request, Duration timeout) {
      this.context = context;
      this.request =
          context.billable ? request.newBuilder().tag(CallContext.TAG, context).build() : request;
      this.timeout = timeout;
    }

    @Override
    public CallAttempt next(@Nullable CallAttempt before) {
      OkHttpClient client = context.billable ? paid : reads;
      return new OkHttpAttempt(context, client.newCall(request), timeout, errors != null, before);
    }

    /** A response that an interceptor made up, or rewrote, has not been decoded on its way. */
    @Override
    public Response usable(Response response) throws IOException {
      return errors == null ? response : errors.usable(context, request, response);
    }

    @Override
    public void ended() {
      context.sent.close();
    }
  }

  /**
   * Overrides the client's limits for one call; what is null is the client's, or the endpoint's. A
   * tag of the request.
   */
  record CallLimits(
      @Nullable Duration deadline,
      @Nullable Duration maxServerWait,
      @Nullable Duration attemptTimeout) {
    static final KClass<CallLimits> TAG = JvmClassMappingKt.getKotlinClass(CallLimits.class);
    static final CallLimits NONE = new CallLimits(null, null, null);

    static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + ": " + value + ", must be positive");
      }
      return value;
    }
  }
}
