package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class LoopbackSocketsTest {
  @Test
  void acceptedSocketsSendAtOnceAndAreKeptByIndex() throws IOException {
    LoopbackSockets sockets = new LoopbackSockets();
    try (ServerSocket server = sockets.createServerSocket()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      for (int index = 0; index < 2; index++) {
        try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket accepted = server.accept()) {
          assertThat(client.isConnected()).isTrue();
          assertThat(accepted.getTcpNoDelay()).isTrue();
          assertThat(sockets.get(index)).isSameAs(accepted);
        }
      }
    }
  }

  @Test
  void serversListenOnTheLoopbackInterfaceOnly() {
    try (NouvelServer server = NouvelServer.start()) {
      assertThat(server.url().toString()).matches("http://127\\.0\\.0\\.1:\\d+/api/v1/");
      assertThat(server.media().url("a").host()).isEqualTo("127.0.0.1");
    }
  }
}
