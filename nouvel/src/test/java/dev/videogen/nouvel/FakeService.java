package dev.videogen.nouvel;

import dev.videogen.core.ClientBuilder;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;

/** A server on this machine that answers what a test says, without delayed acknowledgements. */
final class FakeService implements AutoCloseable {
  static final String KEY = "nvl_test_0123456789";

  final MockWebServer server = new MockWebServer();

  /** A request that no answer was given for is refused at once, so that no test hangs on it. */
  FakeService() throws IOException {
    QueueDispatcher answers = new QueueDispatcher();
    answers.setFailFast(true);
    server.setDispatcher(answers);
    server.setServerSocketFactory(new PromptSockets());
    server.start();
  }

  FakeService respond(String body) {
    return respond(200, body);
  }

  FakeService respond(int status, String body, String... headers) {
    server.enqueue(response(status, body, headers));
    return this;
  }

  static MockResponse response(int status, String body, String... headers) {
    return new MockResponse.Builder()
        .code(status)
        .headers(Headers.of(headers).newBuilder().add("Content-Type", "application/json").build())
        .body(body)
        .build();
  }

  RecordedRequest taken() throws InterruptedException {
    RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  int requests() {
    return server.getRequestCount();
  }

  ClientBuilder<NouvelClient> builder(Timekeeper time) {
    return NouvelClient.builder().apiKey(KEY).baseUrl(server.url("/api/v1/")).time(time);
  }

  NouvelClient client(Timekeeper time) {
    return builder(time).build();
  }

  NouvelClient client() {
    return client(new RecordedTime());
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class PromptSockets extends ServerSocketFactory {
    private static ServerSocket prompt() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
      return prompt();
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
