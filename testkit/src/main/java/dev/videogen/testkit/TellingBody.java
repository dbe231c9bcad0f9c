package dev.videogen.testkit;

import java.io.IOException;
import mockwebserver3.MockResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * A body that tells when all that it promised was written.
 *
 * @param body null if there is none; then it tells once the headers are out
 */
record TellingBody(@Nullable MockResponseBody body, Runnable whole) implements MockResponseBody {
  @Override
  public long getContentLength() {
    return body == null ? 0 : body.getContentLength();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    Counting counting = new Counting(sink);
    if (body != null) {
      BufferedSink counted = Okio.buffer(counting);
      body.writeTo(counted);
      counted.flush();
    }
    if (counting.bytes >= getContentLength()) {
      whole.run();
    }
  }

  private static final class Counting extends ForwardingSink {
    private long bytes;

    Counting(Sink sink) {
      super(sink);
    }

    @Override
    public void write(Buffer source, long length) throws IOException {
      super.write(source, length);
      bytes += length;
    }
  }
}
