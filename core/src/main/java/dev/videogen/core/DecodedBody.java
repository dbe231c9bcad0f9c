package dev.videogen.core;

import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** A body that was read whole and decoded within the attempt; it can still be read as bytes. */
final class DecodedBody extends ResponseBody {
  private final @Nullable MediaType type;
  private final long length;
  private final Buffer bytes;
  private final Object value;

  DecodedBody(@Nullable MediaType type, Buffer bytes, Object value) {
    this.type = type;
    this.length = bytes.size();
    this.bytes = bytes;
    this.value = value;
  }

  Object value() {
    return value;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public BufferedSource source() {
    return bytes;
  }
}
