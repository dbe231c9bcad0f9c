package dev.videogen.core;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Decodes bodies into what the interface methods declare, with Retrofit's own converters. */
final class AnswerReader {
  private final Retrofit retrofit;
  private final ConcurrentHashMap<Method, Converter<ResponseBody, Object>> converters =
      new ConcurrentHashMap<>();

  AnswerReader(Retrofit retrofit) {
    this.retrofit = retrofit;
  }

  /** Throws IOException or a RuntimeException if the body isn't what the method declares. */
  Object read(Method method, ResponseBody body) throws IOException {
    Converter<ResponseBody, Object> converter = converters.get(method);
    if (converter == null) {
      converter =
          retrofit.responseBodyConverter(
              bodyType(method.getGenericReturnType()), method.getAnnotations());
      converters.put(method, converter);
    }
    Object value;
    try {
      value = converter.convert(body);
    } catch (AssertionError recordRefused) {
      // Moshi reports a record's constructor that throws as an AssertionError.
      throw new IOException("the body doesn't fit " + method.getReturnType(), recordRefused);
    }
    if (value == null) {
      throw new EOFException("the body is JSON null");
    }
    return value;
  }

  /** The type within {@code Call}, {@code CompletableFuture} and {@link ApiResponse}. */
  static Type bodyType(Type returned) {
    Type type = returned;
    while (type instanceof ParameterizedType wrapped
        && (wrapped.getRawType() == Call.class
            || wrapped.getRawType() == CompletableFuture.class
            || wrapped.getRawType() == ApiResponse.class)) {
      type = wrapped.getActualTypeArguments()[0];
    }
    return type;
  }
}
