package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.observe.Observers;
import dev.videogen.core.run.Run;
import dev.videogen.core.spending.Spending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Makes calls of one or more attempts, each an OkHttp call of its own. */
final class BackoffCalls implements Call.Factory {
  private static final MediaType JSON = MediaType.get("application/json");

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
  CallCourse course(Request request, DecodedBody.@Nullable Reader reader, long timeoutNanos) {
    CallOptions tagged = request.tag(CallOptions.TAG);
    CallOptions options = tagged == null ? CallOptions.NONE : tagged;
    BackoffPolicy policy = options.of(settings.policy);
    Duration deadline = options.deadline() == null ? settings.deadline : options.deadline();
    if (timeoutNanos > 0) {
      deadline = Duration.ofNanos(timeoutNanos);
    }
    Booking booking = booking(request, options);
    CallContext context =
        new CallContext(
            settings.provider, settings.account, request, settings.time, reader, booking);
    Observers observers = settings.runner.observers();
    if (!observers.isEmpty()) {
      context.observed = observers.start(context.info, request::tag);
    }
    Duration timeout = options.attemptTimeout();
    return new CallCourse(
        settings,
        policy,
        context,
        context.observed,
        booking,
        deadline,
        new OkHttpAttempts(
            context, request, timeout == null ? context.endpoint.attemptTimeout() : timeout));
  }

  private @Nullable Booking booking(Request request, CallOptions options) {
    Ledger ledger = settings.ledger;
    if (ledger == null) {
      return null;
    }
    Endpoint endpoint = Endpoint.of(request);
    return endpoint.billable()
        ? Booking.of(
            ledger,
            settings.time,
            options.idempotencyKey(),
            settings.account,
            settings.provider + "/" + endpoint.name(),
            request,
            Spending.of(endpoint.videosOrderedBy(request), settings.limits))
        : null;
  }

  Run<Response> run(CallCourse course) {
    return settings.runner.run(course);
  }

  private final class OkHttpAttempts implements CallCourse.Attempts {
    private final CallContext context;
    private final Duration timeout;
    private final Request asked;

    /** What is sent: what was asked, as the user's call interceptors have it. */
    private volatile Request request;

    OkHttpAttempts(CallContext context, Request request, Duration timeout) {
      this.context = context;
      this.asked = request;
      this.request = guarded(request);
      this.timeout = timeout;
    }

    /** A paid request knows its call wherever it goes, also in an OkHttp call that was cloned. */
    private Request guarded(Request of) {
      return context.billable ? of.newBuilder().tag(CallContext.TAG, context).build() : of;
    }

    @Override
    public void prepare() throws IOException {
      if (settings.interceptors.isEmpty()) {
        return;
      }
      Request seen = request.newBuilder().tag(CallInfo.class, context.info).build();
      for (CallInterceptor interceptor : settings.interceptors) {
        seen = Objects.requireNonNull(interceptor.intercept(seen), "a call interceptor's request");
      }
      request = guarded(seen);
    }

    @Override
    public CallAttempt next(@Nullable CallAttempt before) {
      OkHttpClient client = context.billable ? paid : reads;
      return new OkHttpAttempt(context, client.newCall(request), timeout, errors != null, before);
    }

    @Override
    public Request asked() {
      return asked;
    }

    /** A response that an interceptor made up, or rewrote, has not been decoded on its way. */
    @Override
    public Response usable(Response response) throws IOException {
      return errors == null ? response : errors.usable(context, request, response);
    }

    @Override
    public Response recorded(String answer) throws IOException {
      DecodedBody.Reader reader = Objects.requireNonNull(context.reader);
      ResponseBody body = ResponseBody.create(answer, JSON);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      Object value = reader.read(new Buffer().write(bytes), body);
      return new Response.Builder()
          .request(request)
          .protocol(Protocol.HTTP_1_1)
          .code(200)
          .message("recorded")
          .body(new DecodedBody(body, bytes, value))
          .build();
    }

    @Override
    public void ended() {
      context.sent.close();
    }
  }

  /**
   * What one call has of its own; a limit that is null is the client's, or the endpoint's. A tag of
   * the request.
   */
  record CallOptions(
      @Nullable Duration deadline,
      @Nullable Duration maxServerWait,
      @Nullable Duration attemptTimeout,
      @Nullable Integer maxAttempts,
      @Nullable String idempotencyKey) {
    static final KClass<CallOptions> TAG = JvmClassMappingKt.getKotlinClass(CallOptions.class);
    static final CallOptions NONE = new CallOptions(null, null, null, null, null);

    CallOptions withDeadline(Duration own) {
      return new CallOptions(own, maxServerWait, attemptTimeout, maxAttempts, idempotencyKey);
    }

    CallOptions withMaxServerWait(Duration own) {
      return new CallOptions(deadline, own, attemptTimeout, maxAttempts, idempotencyKey);
    }

    CallOptions withAttemptTimeout(Duration own) {
      return new CallOptions(deadline, maxServerWait, own, maxAttempts, idempotencyKey);
    }

    CallOptions withMaxAttempts(int own) {
      return new CallOptions(deadline, maxServerWait, attemptTimeout, own, idempotencyKey);
    }

    CallOptions withIdempotencyKey(String own) {
      return new CallOptions(deadline, maxServerWait, attemptTimeout, maxAttempts, own);
    }

    /** The client's policy, with what this call says of it. */
    BackoffPolicy of(BackoffPolicy policy) {
      BackoffPolicy own = policy;
      if (maxServerWait != null) {
        own = own.withMaxServerWait(maxServerWait);
      }
      return maxAttempts == null ? own : own.withMaxAttempts(maxAttempts);
    }

    static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + ": " + value + ", must be positive");
      }
      return value;
    }
  }
}
