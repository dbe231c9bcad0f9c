package dev.videogen.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection of the server's, in reach of the faults. */
final class AcceptedSocket extends Socket {
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Socket tls;

  /** The TLS socket on top, through which HTTP/2 frames can be written. */
  void layer(Socket socket) {
    tls = socket;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      super.close();
    } finally {
      closed.countDown();
    }
  }

  /** Ends the connection in order: the peer reads an end of stream. */
  void hangUp() {
    try {
      close();
    } catch (IOException e) {
      throw new IllegalStateException("socket does not close", e);
    }
  }

  /** Ends the connection with a reset: the peer's next read fails. */
  void reset() {
    try {
      setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      return;
    }
    hangUp();
  }

  /** Waits until the peer or the server ends the connection. Nothing more can be read after it. */
  void awaitPeerGone() {
    try {
      InputStream in = getInputStream();
      while (in.read() != -1) {}
    } catch (IOException gone) {
      return;
    }
  }

  /** The same for HTTP/2, where another thread is reading. */
  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /** Pauses, and says whether the connection ended meanwhile. */
  boolean endsWithin(long millis) throws InterruptedException {
    return closed.await(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Writes an HTTP/2 GOAWAY frame without an error.
   *
   * @param lastStream the last stream that the peer may count on
   */
  void goAway(int lastStream) {
    Socket layered = tls;
    if (layered == null) {
      throw new IllegalStateException("GOAWAY: the connection has no TLS");
    }
    byte[] frame = new byte[17];
    frame[2] = 8; // length of the payload
    frame[3] = 7; // GOAWAY
    for (int i = 0; i < 4; i++) {
      frame[9 + i] = (byte) (lastStream >>> (24 - 8 * i));
    }
    try {
      OutputStream out = layered.getOutputStream();
      out.write(frame);
      out.flush();
    } catch (IOException gone) {
      hangUp();
    }
  }
}
