package dev.videogen.core;

import dev.videogen.core.errors.HasRateLimit;
import dev.videogen.core.errors.RateLimit;
import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

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
}
