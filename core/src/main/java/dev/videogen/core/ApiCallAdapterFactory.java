package dev.videogen.core;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.endpoint.QueryFilter;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Invocation;
import retrofit2.Retrofit;

/**
 * Lets interface methods return an {@link ApiCall}, or the plain body, which makes the call at
 * once. Retrofit describes the request; running it is up to us, for a response is decoded within
 * the attempt that it belongs to.
 */
final class ApiCallAdapterFactory extends CallAdapter.Factory {
  private final BackoffCalls calls;

  ApiCallAdapterFactory(BackoffCalls calls) {
    this.calls = calls;
  }

  /**
   * @throws IllegalArgumentException if nothing can read what the method returns
   */
  @Override
  public CallAdapter<?, ?> get(Type returned, Annotation[] annotations, Retrofit retrofit) {
    Class<?> raw = getRawType(returned);
    if (raw.getName().startsWith("retrofit2.")
        || raw.getName().startsWith("java.util.concurrent.")) {
      throw new IllegalArgumentException(
          returned
              + ": an interface method returns ApiCall<T>, which has all forms, or the plain T");
    }
    boolean described = raw == ApiCall.class;
    if (described && !(returned instanceof ParameterizedType)) {
      throw new IllegalArgumentException("ApiCall: must say of what, as ApiCall<T>");
    }
    Type body = described ? getParameterUpperBound(0, (ParameterizedType) returned) : returned;
    DecodedBody.Reader reader =
        new DecodedBody.Reader(
            retrofit.<Object>responseBodyConverter(body, annotations), body.getTypeName());
    return new Adapter(calls, reader, described);
  }

  private record Adapter(BackoffCalls calls, DecodedBody.Reader reader, boolean described)
      implements CallAdapter<ResponseBody, Object> {
    @Override
    public Type responseType() {
      return ResponseBody.class;
    }

    @Override
    public Object adapt(Call<ResponseBody> call) {
      ApiCall<Object> apiCall = new RetrofitCall<>(calls, filtered(call.request()), reader);
      if (described) {
        return apiCall;
      }
      try {
        return apiCall.execute();
      } catch (IOException failure) {
        throw Adapter.<RuntimeException>unchecked(failure);
      }
    }

    /**
     * Adds the parameters of a filter: Retrofit itself takes optional ones one by one, or a map.
     */
    private static Request filtered(Request request) {
      Invocation invocation = request.tag(Endpoint.INVOCATION);
      if (invocation == null) {
        return request;
      }
      List<?> arguments = invocation.arguments();
      for (int i = 0; i < arguments.size(); i++) {
        Object argument = arguments.get(i);
        if (argument instanceof QueryFilter filter) {
          HttpUrl.Builder url = request.url().newBuilder();
          filter
              .parameters()
              .forEach(
                  (name, value) -> {
                    if (value != null) {
                      url.addQueryParameter(name, value.toString());
                    }
                  });
          return request.newBuilder().url(url.build()).build();
        }
      }
      return request;
    }

    /** An interface method declares {@code throws IOException}; Retrofit's adapters can't. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchecked(Exception failure) throws E {
      throw (E) failure;
    }
  }
}
