package dev.videogen.core;

import dev.videogen.core.errors.HasRateLimit;
import dev.videogen.core.errors.RateLimit;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** A body that was read whole and decoded within the attempt; it can still be read as bytes. */
final class DecodedBody extends ResponseBody {
  private final ResponseBody origin;
  private final byte[] bytes;
  private final Object value;

  DecodedBody(ResponseBody origin, byte[] bytes, Object value) {
    this.origin = origin;
    this.bytes = bytes;
    this.value = value;
  }

  Object value() {
    return value;
  }

  /** As it came. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What the body says of the rate limit, and the headers where it doesn't. */
  @Nullable RateLimit rateLimit(Headers headers) {
    RateLimit limit = RateLimit.from(headers);
    return value instanceof HasRateLimit told && told.rateLimit() != null
        ? told.rateLimit().orElse(limit)
        : limit;
  }

  @Override
  public @Nullable MediaType contentType() {
    return origin.contentType();
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public BufferedSource source() {
    return new Buffer().write(bytes);
  }

  /**
   * Reads the body of a 2xx into what the interface method declares, with Retrofit's converters.
   */
  static final class Reader {
    private final Converter<ResponseBody, ?> converter;
    private final String type;

    Reader(Converter<ResponseBody, ?> converter, String type) {
      this.converter = converter;
      this.type = type;
    }

    /** Throws IOException or a RuntimeException if the body isn't what the method declares. */
    Object read(Buffer body, ResponseBody origin) throws IOException {
      Object value;
      try {
        value = converter.convert(new Whole(body, origin));
      } catch (AssertionError recordRefused) {
        // Moshi reports a record's constructor that throws as an AssertionError.
        throw new IOException("the body doesn't fit " + type, recordRefused);
      }
      if (value == null) {
        throw new EOFException("the body is JSON null");
      }
      return value;
    }

    /** Asks the original only if a converter wants to know: parsing a media type is dear. */
    private static final class Whole extends ResponseBody {
      private final Buffer body;
      private final ResponseBody origin;
      private final long length;

      Whole(Buffer body, ResponseBody origin) {
        this.body = body;
        this.origin = origin;
        this.length = body.size();
      }

      @Override
      public @Nullable MediaType contentType() {
        return origin.contentType();
      }

      @Override
      public long contentLength() {
        return length;
      }

      @Override
      public BufferedSource source() {
        return body;
      }
    }
  }
}
