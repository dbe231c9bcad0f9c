package dev.videogen.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** A connection to nowhere: whatever request is written, the same answer can be read. */
final class MemorySocket extends Socket {
  private final byte[] answer;
  private final InputStream in =
      new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("OkHttp reads into arrays");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
          return pending.read(bytes, offset, length);
        }
      };
  private final OutputStream out =
      new OutputStream() {
        @Override
        public void write(int value) {
          pending = new ByteArrayInputStream(answer);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          pending = new ByteArrayInputStream(answer);
        }
      };
  private ByteArrayInputStream pending = new ByteArrayInputStream(new byte[0]);
  private volatile boolean closed;

  private MemorySocket(byte[] answer) {
    this.answer = answer;
  }

  static SocketFactory factory(byte[] answer) {
    return new SocketFactory() {
      @Override
      public Socket createSocket() {
        return new MemorySocket(answer);
      }

      @Override
      public Socket createSocket(String host, int port) {
        return createSocket();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return createSocket();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        return createSocket();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return createSocket();
      }
    };
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) {}

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isInputShutdown() {
    return closed;
  }

  @Override
  public boolean isOutputShutdown() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
