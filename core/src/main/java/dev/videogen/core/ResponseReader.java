package dev.videogen.core;

import java.io.EOFException;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** Reads the body of a 2xx into what the interface method declares, with Retrofit's converters. */
final class ResponseReader {
  private final Converter<ResponseBody, ?> converter;
  private final String type;

  ResponseReader(Converter<ResponseBody, ?> converter, String type) {
    this.converter = converter;
    this.type = type;
  }

  /** Throws IOException or a RuntimeException if the body isn't what the method declares. */
  Object read(Buffer body, @Nullable MediaType contentType) throws IOException {
    Object value;
    try {
      value = converter.convert(ResponseBody.create(body, contentType, body.size()));
    } catch (AssertionError recordRefused) {
      // Moshi reports a record's constructor that throws as an AssertionError.
      throw new IOException("the body doesn't fit " + type, recordRefused);
    }
    if (value == null) {
      throw new EOFException("the body is JSON null");
    }
    return value;
  }
}
