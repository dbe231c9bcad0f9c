package dev.videogen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Returns a video's status, holds generations for ever, and refuses each id that begins with {@code
 * once} the first time, for one second. One thread, so that it takes little from what is measured;
 * and it runs in the runner's process, so that it is no part of it.
 */
final class ApiServer implements AutoCloseable {
  private static final ByteBuffer OK = ByteBuffer.wrap(Samples.ok(Samples.VIDEO_STATUS));
  private static final ByteBuffer REFUSED =
      ByteBuffer.wrap(
          Samples.response("429 Too Many Requests", "Retry-After: 1\r\n", Samples.TOO_MANY));

  private final Set<String> seen = new HashSet<>();
  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final int port;

  ApiServer() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    Thread thread = new Thread(this::serve, "api-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  private void serve() {
    try {
      while (server.isOpen()) {
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
    } catch (ClosedSelectorException closed) {
      // The benchmarks are done.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
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
    String text = US_ASCII.decode(request.duplicate().flip()).toString();
    if (text.startsWith("GET ") && text.endsWith("\r\n\r\n")) {
      request.clear();
      String path = text.substring(4, text.indexOf(' ', 4));
      boolean refuses = path.contains("video_id=once") && seen.add(path);
      client.write((refuses ? REFUSED : OK).duplicate());
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
