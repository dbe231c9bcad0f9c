package dev.videogen.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** A headless Chromium with one tab, driven through its DevTools protocol. */
final class Chromium implements AutoCloseable {
  private final Path profile;
  private final Process process;
  private final OkHttpClient http = new OkHttpClient();
  private final WebSocket socket;
  private final Map<Long, CompletableFuture<Map<String, Object>>> answers =
      new ConcurrentHashMap<>();
  private volatile CompletableFuture<String> navigated = new CompletableFuture<>();
  private long calls;

  Chromium(Path program) throws IOException {
    profile = Files.createTempDirectory("chromium");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--no-proxy-server",
                "--hide-scrollbars",
                "--window-size=1280,1000",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpUrl tools = devTools();
    Request open =
        new Request.Builder()
            .url(tools.resolve("/json/new?about:blank"))
            .put(RequestBody.create(new byte[0]))
            .build();
    try (Response response = http.newCall(open).execute()) {
      Map<String, Object> tab = Objects.requireNonNull(Json.parseObject(response.body().string()));
      Request request = new Request.Builder().url((String) tab.get("webSocketDebuggerUrl")).build();
      socket = http.newWebSocket(request, new Answers());
    }
    call("Page.enable", Json.of());
  }

  /** Opens that page in the tab; its scripts may not have run yet. */
  void open(HttpUrl page) {
    CompletableFuture<String> loaded = new CompletableFuture<>();
    navigated = loaded;
    call("Page.navigate", Json.of("url", page.toString()));
    loaded.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** The value of that expression in the page; a promise is waited for. */
  Object eval(String expression) {
    Map<String, Object> answer =
        call(
            "Runtime.evaluate",
            Json.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.containsKey("exceptionDetails")) {
      throw new AssertionError(expression + "\n" + answer.get("exceptionDetails"));
    }
    return Json.object(answer.get("result")).get("value");
  }

  /** Waits, up to 10 s, until the expression is true in the page. */
  void await(String expression) {
    eval(
        "new Promise((met, missed) => { const end = Date.now() + 10000; const look = () => {"
            + "if ("
            + expression
            + ") met(true); else if (Date.now() > end) missed(new Error('never: ' + document.body.innerText));"
            + "else setTimeout(look, 20); }; look(); })");
  }

  /** Presses and releases a key as a person does. */
  void press(String key, int code, String text) {
    Map<String, Object> event = Json.of("type", "keyDown", "key", key, "code", key);
    event.put("windowsVirtualKeyCode", code);
    if (!text.isEmpty()) {
      event.put("text", text);
    }
    call("Input.dispatchKeyEvent", event);
    event.remove("text");
    event.put("type", "keyUp");
    call("Input.dispatchKeyEvent", event);
  }

  /** Makes the page that many CSS pixels wide. */
  void resize(int width) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Json.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
  }

  void prefer(String colorScheme) {
    call(
        "Emulation.setEmulatedMedia",
        Json.of(
            "features", List.of(Json.of("name", "prefers-color-scheme", "value", colorScheme))));
  }

  byte[] screenshot() {
    Map<String, Object> answer = call("Page.captureScreenshot", Json.of("format", "png"));
    return Base64.getDecoder().decode((String) answer.get("data"));
  }

  @Override
  public void close() throws IOException {
    socket.cancel();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private HttpUrl devTools() throws IOException {
    BufferedReader errors = process.errorReader();
    String line = errors.readLine();
    while (line != null && !line.contains("DevTools listening on ws://")) {
      line = errors.readLine();
    }
    Thread drain =
        new Thread(
            () -> {
              try (errors) {
                while (errors.readLine() != null) {}
              } catch (IOException gone) {
                return;
              }
            });
    drain.setDaemon(true);
    drain.start();
    String address = Objects.requireNonNull(line, "Chromium ended before it listened");
    return HttpUrl.get(address.replaceFirst(".*ws://", "http://"));
  }

  private Map<String, Object> call(String method, Map<String, Object> parameters) {
    long id = ++calls;
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.send(Json.print(Json.of("id", id, "method", method, "params", parameters)));
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private final class Answers extends WebSocketListener {
    @Override
    public void onMessage(WebSocket ignored, String text) {
      Map<String, Object> message = Objects.requireNonNull(Json.parseObject(text));
      CompletableFuture<Map<String, Object>> waiting =
          message.get("id") instanceof Long id ? answers.remove(id) : null;
      if (text.contains("\"Page.frameNavigated\"") && !text.contains("about:blank")) {
        navigated.complete(text);
      }
      if (waiting == null) {
        return; // An event that nobody asked for.
      }
      if (message.get("result") instanceof Map<?, ?> result) {
        waiting.complete(Json.object(result));
      } else {
        waiting.completeExceptionally(new AssertionError(text));
      }
    }

    @Override
    public void onFailure(WebSocket ignored, Throwable failure, Response response) {
      answers.values().forEach(it -> it.completeExceptionally(failure));
    }
  }
}
