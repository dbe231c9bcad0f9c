package dev.videogen.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The sandbox's page and the small JSON API behind it, on the loopback interface only. */
final class SandboxPage implements AutoCloseable {
  private static final int LONGEST_ORDER = 4096;
  private static final Map<String, String> FILES =
      Map.of(
          "/", "page.html text/html; charset=utf-8",
          "/page.css", "page.css text/css; charset=utf-8",
          "/page.js", "page.js text/javascript; charset=utf-8");

  private final SandboxControls controls;
  private final HttpServer web;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "sandbox page");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts at once. */
  SandboxPage(int port, SandboxControls controls) {
    this.controls = controls;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      web = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (IOException e) {
      threads.shutdown();
      throw new UncheckedIOException("port " + port + ": does not open: " + e.getMessage(), e);
    }
    web.setExecutor(threads);
    web.createContext("/", this::handle);
    web.start();
  }

  HttpUrl url() {
    return HttpUrl.get("http://127.0.0.1:" + web.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    web.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String refusal =
          SandboxGuard.refusal(method, exchange.getRequestHeaders(), web.getAddress().getPort());
      if (refusal != null) {
        error(exchange, 403, refusal);
      } else if (method.equals("GET")) {
        get(exchange);
      } else if (method.equals("POST")) {
        post(exchange);
      } else {
        error(exchange, 405, "method: must be GET or POST, is " + method);
      }
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String file = FILES.get(path);
    if (file != null) {
      String[] nameAndType = file.split(" ", 2);
      send(exchange, 200, nameAndType[1], load(nameAndType[0]));
    } else if (path.equals("/state")) {
      json(exchange, 200, controls.state());
    } else if (path.equals("/catalog")) {
      json(exchange, 200, controls.catalog());
    } else {
      error(exchange, 404, "path: nothing at " + path);
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_ORDER);
    Map<String, Object> order = Json.parseObject(new String(body, StandardCharsets.UTF_8));
    if (order == null) {
      error(exchange, 400, "body: must be a JSON object of at most " + LONGEST_ORDER + " bytes");
      return;
    }
    String path = exchange.getRequestURI().getPath();
    try {
      switch (path) {
        case "/answer" -> controls.respond(order);
        case "/clear" -> controls.clear(order);
        case "/clock" -> controls.advance(order);
        case "/reset" -> controls.reset();
        default -> {
          error(exchange, 404, "path: nothing at " + path);
          return;
        }
      }
    } catch (IllegalArgumentException wrong) {
      error(exchange, 400, String.valueOf(wrong.getMessage()));
      return;
    }
    json(exchange, 200, controls.state());
  }

  private static void error(HttpExchange exchange, int status, String text) throws IOException {
    json(exchange, status, Json.of("error", text));
  }

  private static void json(HttpExchange exchange, int status, Map<String, @Nullable Object> body)
      throws IOException {
    byte[] bytes = Json.print(body).getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "application/json", bytes);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
                + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] load(String file) throws IOException {
    try (InputStream in = SandboxPage.class.getResourceAsStream("sandbox/" + file)) {
      if (in == null) {
        throw new IllegalStateException("sandbox: no file " + file);
      }
      return in.readAllBytes();
    }
  }
}
