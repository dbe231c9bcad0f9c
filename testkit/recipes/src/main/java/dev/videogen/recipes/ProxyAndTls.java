package dev.videogen.recipes;

import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okio.BufferedSource;
import okio.Okio;
import okio.Sink;

/**
 * Through a proxy that wants a password, to a server whose certificate a company's own authority
 * signed. All of it is plain OkHttp: what the client is built on is taken over. Downloads take the
 * proxy and the trust from there, too.
 */
public final class ProxyAndTls {
  private ProxyAndTls() {}

  /** Reads the accounts through a proxy of this process. */
  public static void main(String[] args) throws IOException {
    try (NouvelServer fake = NouvelServer.builder().https().start();
        ConnectProxy proxy = new ConnectProxy()) {
      Authenticator password =
          (route, refused) ->
              refused.request().header("Proxy-Authorization") != null
                  ? null // It was wrong once, and would be again.
                  : refused
                      .request()
                      .newBuilder()
                      .header("Proxy-Authorization", Credentials.basic("shop", "secret"))
                      .build();
      OkHttpClient behindProxy =
          new OkHttpClient.Builder()
              .proxy(new Proxy(Proxy.Type.HTTP, proxy.address()))
              .proxyAuthenticator(password)
              .sslSocketFactory(fake.sslSocketFactory(), fake.trustManager())
              .build();
      try (NouvelClient nouvel =
          NouvelClient.builder()
              .apiKey(fake.key())
              .baseUrl(fake.url())
              .client(behindProxy)
              .build()) {
        System.out.println(nouvel.api().accounts().execute().accounts().size() + " accounts");
      }
      behindProxy.connectionPool().evictAll(); // It is yours: we never shut it down.
    }
  }

  /** A proxy that opens a tunnel to whoever knows the password. */
  private static final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ConnectProxy() throws IOException {
      threads.execute(this::accept);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
      try {
        while (true) {
          Socket client = listener.accept();
          threads.execute(() -> serve(client));
        }
      } catch (IOException closed) {
        threads.shutdown();
      }
    }

    private void serve(Socket client) {
      try (client) {
        BufferedSource in = Okio.buffer(Okio.source(client));
        String target = in.readUtf8LineStrict().split(" ", -1)[1];
        boolean known = false;
        for (String line = in.readUtf8LineStrict();
            !line.isEmpty();
            line = in.readUtf8LineStrict()) {
          known |= line.startsWith("Proxy-Authorization: Basic ");
        }
        if (!known) {
          say(client, "407 Who are you?\r\nProxy-Authenticate: Basic realm=\"proxy\"");
          return;
        }
        int colon = target.lastIndexOf(':');
        try (Socket server =
            new Socket(
                InetAddress.getLoopbackAddress(), Integer.parseInt(target.substring(colon + 1)))) {
          say(client, "200 Go on");
          System.out.println("proxy: a tunnel to " + target.substring(0, colon));
          threads.execute(() -> copy(in, server));
          copy(Okio.buffer(Okio.source(server)), client);
        }
      } catch (IOException gone) {
        // Either side has hung up.
      }
    }

    private static void say(Socket client, String words) throws IOException {
      client
          .getOutputStream()
          .write(
              ("HTTP/1.1 " + words + "\r\nContent-Length: 0\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(BufferedSource from, Socket to) {
      try (to;
          Sink out = Okio.sink(to)) {
        okio.Buffer chunk = new okio.Buffer();
        while (from.read(chunk, 8192) != -1) {
          out.write(chunk, chunk.size());
          out.flush();
        }
      } catch (IOException gone) {
        // Either side has hung up.
      }
    }

    @Override
    public void close() {
      try {
        listener.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
