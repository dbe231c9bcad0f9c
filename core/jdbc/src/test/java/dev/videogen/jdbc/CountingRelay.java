package dev.videogen.jdbc;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and counts round trips: each ends with the server's
 * message that it is ready for the next.
 */
final class CountingRelay implements Closeable {
  private static final int READY_FOR_QUERY = 'Z';

  private final ServerSocket listening;
  private final int target;
  private final AtomicInteger roundTrips = new AtomicInteger();

  CountingRelay(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  private static void daemon(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException ended) {
                // The other side has gone, as it does at the end.
                Thread.currentThread().interrupt();
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon(() -> client.getInputStream().transferTo(server.getOutputStream()));
      daemon(() -> answers(server, client));
    }
  }

  private void answers(Socket server, Socket client) throws IOException {
    DataInputStream in = new DataInputStream(server.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    while (true) {
      int type = in.readUnsignedByte();
      int length = in.readInt();
      byte[] body = in.readNBytes(length - Integer.BYTES);
      if (type == READY_FOR_QUERY) {
        roundTrips.incrementAndGet();
      }
      out.writeByte(type);
      out.writeInt(length);
      out.write(body);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many since it was last asked. */
  int roundTrips() {
    return roundTrips.getAndSet(0);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
