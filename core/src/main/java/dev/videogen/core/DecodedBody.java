package dev.videogen.core;

import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** A body that was read whole and decoded within the attempt; it can still be read as bytes. */
final class DecodedBody extends ResponseBody {
  private static final byte[] NOTHING = new byte[0];

  private @Nullable ResponseBody origin;
  private final Object value;
  private byte[] bytes;

  DecodedBody(ResponseBody origin, byte[] bytes, Object value) {
    this.origin = origin;
    this.bytes = bytes;
    this.value = value;
  }

  /**
   * The value, after which nobody reads the bytes: Retrofit would copy them, and parse their type,
   * in vain.
   */
  Object take() {
    bytes = NOTHING;
    origin = null;
    return value;
  }

  @Override
  public @Nullable MediaType contentType() {
    return origin == null ? null : origin.contentType();
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
