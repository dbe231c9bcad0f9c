package dev.videogen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * A process of its own that refuses each path under {@code /once/} the first time, for one second,
 * and answers it from then on. One thread, so that it takes little from what is measured.
 */
public final class RefusingServer {
  private static final ByteBuffer OK =
      answer("200 OK", "", "{\"id\":\"a\",\"url\":\"https://v\",\"credits\":7}");
  private static final ByteBuffer REFUSED =
      answer("429 Too Many Requests", "Retry-After: 1\r\n", "{\"error\":\"slow down\"}");

  private final Set<String> seen = new HashSet<>();

  private RefusingServer() {}

  private static ByteBuffer answer(String status, String headers, String body) {
    String text =
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return ByteBuffer.wrap(text.getBytes(US_ASCII)).asReadOnlyBuffer();
  }

  /** Prints its port, and serves until it is killed. */
  public static void main(String[] args) throws IOException {
    new RefusingServer().serve();
  }

  private void serve() throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
    while (true) {
      selector.select();
      Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
      while (keys.hasNext()) {
        SelectionKey key = keys.next();
        keys.remove();
        if (key.isAcceptable()) {
          SocketChannel client = server.accept();
          client.configureBlocking(false);
          client.setOption(StandardSocketOptions.TCP_NODELAY, true);
          client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(8192));
        } else {
          read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
        }
      }
    }
  }

  private void read(SocketChannel client, ByteBuffer request) throws IOException {
    try {
      if (client.read(request) < 0) {
        client.close();
        return;
      }
    } catch (IOException reset) {
      client.close();
      return;
    }
    String text = new String(request.array(), 0, request.position(), US_ASCII);
    if (text.endsWith("\r\n\r\n")) {
      request.clear();
      String path = text.substring(4, text.indexOf(' ', 4));
      boolean refuses = path.startsWith("/once/") && seen.add(path);
      client.write((refuses ? REFUSED : OK).duplicate());
    }
  }
}
