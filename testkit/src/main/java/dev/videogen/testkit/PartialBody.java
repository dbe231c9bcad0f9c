package dev.videogen.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import okio.ByteString;

/** A body that promises its whole length, sends a part, and then does something else. */
final class PartialBody implements MockResponseBody {
  /** What happens to the connection after the part that was sent. */
  interface Ending {
    void happen(BufferedSink sink) throws IOException, InterruptedException;
  }

  private final ByteString whole;
  private final int sent;
  private final Ending ending;

  PartialBody(ByteString whole, int sent, Ending ending) {
    this.whole = whole;
    this.sent = sent;
    this.ending = ending;
  }

  @Override
  public long getContentLength() {
    return whole.size();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(whole.substring(0, sent));
    sink.flush();
    try {
      ending.happen(sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in a body");
    }
  }
}
