package dev.videogen.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/**
 * Makes the server's sockets answer at once, and keeps them by the index that MockWebServer counts.
 */
final class LoopbackSockets extends ServerSocketFactory {
  private final Map<Integer, AcceptedSocket> accepted = new ConcurrentHashMap<>();

  /** The connection with that index; MockWebServer numbers them in the order of acceptance. */
  AcceptedSocket get(int connectionIndex) {
    AcceptedSocket socket = accepted.get(connectionIndex);
    if (socket == null) {
      throw new IllegalStateException("no connection " + connectionIndex);
    }
    return socket;
  }

  void closeAll() {
    accepted.values().forEach(AcceptedSocket::hangUp);
  }

  @Override
  public ServerSocket createServerSocket() throws IOException {
    return new NoDelayServerSocket();
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    throw new UnsupportedOperationException("MockWebServer binds by itself");
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    throw new UnsupportedOperationException("MockWebServer binds by itself");
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    throw new UnsupportedOperationException("MockWebServer binds by itself");
  }

  private final class NoDelayServerSocket extends ServerSocket {
    private int next;

    NoDelayServerSocket() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      AcceptedSocket socket = new AcceptedSocket();
      implAccept(socket);
      // Headers and body leave in two small writes; with Nagle's algorithm the second would wait
      // for the peer's delayed acknowledgement, 40 ms.
      socket.setTcpNoDelay(true);
      accepted.values().removeIf(Socket::isClosed);
      accepted.put(next++, socket);
      return socket;
    }
  }
}
