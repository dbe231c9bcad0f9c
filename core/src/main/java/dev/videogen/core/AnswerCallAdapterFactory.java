package dev.videogen.core;

import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.HasRateLimit;
import dev.videogen.core.errors.RateLimit;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.Retrofit;

/**
 * Lets interface methods return the plain body, a future of it, Retrofit's {@code Call}, or {@link
 * ApiResponse} in the place of the body. What the chain has decoded is not decoded again.
 */
final class AnswerCallAdapterFactory extends CallAdapter.Factory {
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Retrofit hands the future to the caller.
  public CallAdapter<?, ?> get(Type returned, Annotation[] annotations, Retrofit retrofit) {
    Class<?> raw = getRawType(returned);
    boolean wrapped = raw == Call.class || raw == CompletableFuture.class;
    Type inner =
        wrapped && returned instanceof ParameterizedType type
            ? getParameterUpperBound(0, type)
            : returned;
    boolean enveloped = getRawType(inner) == ApiResponse.class;
    if (raw == Call.class) {
      return new Adapter(call -> new AnswerCall<>(call, enveloped));
    }
    if (raw == CompletableFuture.class) {
      return new Adapter(call -> future(call, enveloped));
    }
    return new Adapter(
        call -> {
          try {
            return answer(call, call.execute(), enveloped);
          } catch (IOException failure) {
            throw AnswerCallAdapterFactory.<RuntimeException>unchecked(failure);
          }
        });
  }

  /** An interface method declares {@code throws IOException}; Retrofit's adapters can't. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception failure) throws E {
    throw (E) failure;
  }

  private static CompletableFuture<Object> future(Call<ResponseBody> call, boolean enveloped) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    call.enqueue(
        new Callback<>() {
          @Override
          public void onResponse(Call<ResponseBody> source, Response<ResponseBody> response) {
            future.complete(answer(source, response, enveloped));
          }

          @Override
          public void onFailure(Call<ResponseBody> source, Throwable failure) {
            future.completeExceptionally(failure);
          }
        });
    // Whoever completes the future from outside no longer wants the answer.
    CompletableFuture<Object> unused = future.whenComplete((value, failure) -> call.cancel());
    return future;
  }

  private static Object answer(
      Call<ResponseBody> call, Response<ResponseBody> response, boolean enveloped) {
    CallState state = Objects.requireNonNull(CallState.of(call.request()), "a foreign call");
    Object value = state.answer();
    Object body = value != null ? value : response.body();
    if (body == null) {
      // Retrofit drops the raw body of a 204 and a 205.
      body = ResponseBody.create("", null);
    }
    if (!enveloped) {
      return body;
    }
    Headers headers = response.headers();
    RateLimit limit = RateLimit.from(headers);
    if (body instanceof HasRateLimit told && told.rateLimit() != null) {
      limit = told.rateLimit().orElse(limit);
    }
    return new ApiResponse<>(
        body, response.code(), headers, ErrorCatalogue.requestId(headers), limit);
  }

  private record Adapter(Shape shape) implements CallAdapter<ResponseBody, Object> {
    @Override
    public Type responseType() {
      return ResponseBody.class;
    }

    @Override
    public Object adapt(Call<ResponseBody> call) {
      return shape.of(call);
    }
  }

  private interface Shape {
    Object of(Call<ResponseBody> call);
  }

  /** Retrofit's call, of the decoded body. */
  private static final class AnswerCall<T> implements Call<T> {
    private final Call<ResponseBody> call;
    private final boolean enveloped;

    AnswerCall(Call<ResponseBody> call, boolean enveloped) {
      this.call = call;
      this.enveloped = enveloped;
    }

    @Override
    public Response<T> execute() throws IOException {
      return convert(call.execute());
    }

    @Override
    public void enqueue(Callback<T> callback) {
      call.enqueue(
          new Callback<>() {
            @Override
            public void onResponse(Call<ResponseBody> source, Response<ResponseBody> response) {
              callback.onResponse(AnswerCall.this, convert(response));
            }

            @Override
            public void onFailure(Call<ResponseBody> source, Throwable failure) {
              callback.onFailure(AnswerCall.this, failure);
            }
          });
    }

    @SuppressWarnings("unchecked") // The chain decoded what the interface method declares.
    private Response<T> convert(Response<ResponseBody> response) {
      return Response.success((T) answer(call, response, enveloped), response.raw());
    }

    @Override
    public boolean isExecuted() {
      return call.isExecuted();
    }

    @Override
    public void cancel() {
      call.cancel();
    }

    @Override
    public boolean isCanceled() {
      return call.isCanceled();
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public Call<T> clone() {
      return new AnswerCall<>(call.clone(), enveloped);
    }

    @Override
    public okhttp3.Request request() {
      return call.request();
    }

    @Override
    public okio.Timeout timeout() {
      return call.timeout();
    }

    @Override
    public @Nullable String toString() {
      return "Call[" + call.request().method() + " " + call.request().url().encodedPath() + "]";
    }
  }
}
