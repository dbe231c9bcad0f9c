package dev.videogen.core;

import dev.videogen.core.BackoffCalls.CallOptions;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.ledger.Order;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;

/** A call whose request Retrofit has made from an interface method and its arguments. */
final class RetrofitCall<T> implements ApiCall<T> {
  private final BackoffCalls calls;
  private final Request request;
  private final DecodedBody.Reader reader;

  RetrofitCall(BackoffCalls calls, Request request, DecodedBody.Reader reader) {
    this.calls = calls;
    this.request = request;
    this.reader = reader;
  }

  Request request() {
    return request;
  }

  @Override
  public T execute() throws IOException {
    return body(calls.run(begin()).execute());
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    return calls.run(begin()).start(RetrofitCall::<T>body);
  }

  @Override
  public ApiResponse<T> executeForResponse() throws IOException {
    CallCourse course = begin();
    return response(course, calls.run(course).execute());
  }

  @Override
  public CompletableFuture<ApiResponse<T>> executeForResponseAsync() {
    CallCourse course = begin();
    return calls.run(course).start(response -> response(course, response));
  }

  private CallCourse begin() {
    return calls.course(request, reader, 0);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The chain decodes into T.
  private static <T> T body(Response response) {
    return (T) ((DecodedBody) response.body()).value();
  }

  private ApiResponse<T> response(CallCourse course, Response response) {
    DecodedBody body = (DecodedBody) response.body();
    Headers headers = response.headers();
    return new ApiResponse<>(
        RetrofitCall.<T>body(response),
        response.code(),
        headers,
        ErrorResponse.requestId(headers),
        body.rateLimit(headers),
        course.attempts(),
        course.earlierCharges(),
        course.isReplayed());
  }

  private CallOptions options() {
    CallOptions own = request.tag(CallOptions.TAG);
    return own == null ? CallOptions.NONE : own;
  }

  private ApiCall<T> with(CallOptions options) {
    return tag(CallOptions.class, options);
  }

  @Override
  public ApiCall<T> deadline(Duration deadline) {
    return with(options().withDeadline(CallOptions.positive("deadline", deadline)));
  }

  @Override
  public ApiCall<T> maxServerWait(Duration longest) {
    if (longest.isNegative()) {
      throw new IllegalArgumentException("maxServerWait: " + longest + ", must not be negative");
    }
    return with(options().withMaxServerWait(longest));
  }

  @Override
  public ApiCall<T> attemptTimeout(Duration timeout) {
    return with(options().withAttemptTimeout(CallOptions.positive("attemptTimeout", timeout)));
  }

  @Override
  public ApiCall<T> maxAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("maxAttempts: " + attempts + ", at least 1");
    }
    return with(options().withMaxAttempts(attempts));
  }

  @Override
  public ApiCall<T> idempotencyKey(String key) {
    Endpoint endpoint = Endpoint.of(request);
    if (!endpoint.billable()) {
      throw new IllegalArgumentException(
          "idempotencyKey: " + endpoint.name() + " costs nothing, and takes none");
    }
    if (!calls.settings().keepsKeys) {
      throw new IllegalStateException(
          "idempotencyKey: the client has no ledger to keep \"" + Order.checkKey(key) + "\" in");
    }
    return with(options().withIdempotencyKey(Order.checkKey(key)));
  }

  @Override
  public <V> ApiCall<T> tag(Class<? super V> type, V value) {
    return new RetrofitCall<>(calls, request.newBuilder().tag(type, value).build(), reader);
  }

  /** Shows the endpoint, not the query or the body: they may hold a prompt. */
  @Override
  public String toString() {
    return "ApiCall[" + request.method() + " " + request.url().encodedPath() + "]";
  }
}
