package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.testkit.TestClient.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxTest {
  private static final String JOB =
      "{\"urls\":[\"https://example.com/products/a\"],\"variantCount\":2,"
          + "\"webhookUrl\":\"https://example.com/hook\"}";

  private final Sandbox sandbox = Sandbox.start(0);
  private final TestClient nouvel = new TestClient(sandbox.nouvel());
  private final TestClient nanoBanana = new TestClient(sandbox.nanoBanana());
  private final OkHttpClient http = new OkHttpClient();

  @AfterEach
  void stop() {
    nouvel.close();
    nanoBanana.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    sandbox.close();
  }

  @Test
  void pageAndItsPartsComeFromTheSandboxAlone() throws IOException {
    Reply page = get("");

    assertThat(page.headers().get("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.headers().get("Content-Security-Policy")).startsWith("default-src 'none'");
    for (String part : List.of("", "page.css", "page.js")) {
      Reply reply = get(part);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).doesNotContain("http://").doesNotContain("https://");
    }
    assertThat(get("elsewhere").status()).isEqualTo(404);
  }

  @Test
  void stateShowsChargesWindowsJobsAndRequests() throws IOException {
    nanoBanana.post("text-to-video.php", "{\"prompt\":\"A market\"}");
    nouvel.post("generate", JOB);
    nouvel.get("accounts");

    Map<String, Object> state = get("state").json();

    List<?> services = (List<?>) state.get("services");
    assertThat(Json.object(services.get(0)))
        .containsEntry("charges", 1L)
        .containsEntry("balance", "993 credits left")
        .containsEntry(
            "windows",
            List.of(
                Map.of(
                    "name", "generations in 30 minutes",
                    "used", 1L,
                    "limit", 30L,
                    "resetsIn", 1800L)));
    assertThat(Json.object(services.get(1)))
        .containsEntry("charges", 1L)
        .containsEntry("balance", "2 of 100 videos used");
    assertThat(services.get(1).toString()).contains("used=2, limit=60");
    assertThat((List<?>) state.get("jobs"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(Json.object(it))
                    .containsEntry("status", "pending")
                    .containsEntry("percent", 0L)
                    .containsEntry("videos", 2L)
                    .containsEntry("webhook", "https://example.com/hook"));
    assertThat((List<?>) state.get("requests"))
        .extracting(it -> Json.object(it).get("request") + " " + Json.object(it).get("answered"))
        .containsExactly(
            "GET /api/v1/accounts 200",
            "POST /api/v1/generate 200 charged",
            "POST /api/v1/text-to-video.php 200 charged");
  }

  @Test
  void longLogKeepsItsNewestRequests() throws IOException {
    sandbox.nouvel().rateLimited(false);
    for (int i = 0; i < 203; i++) {
      nouvel.get("accounts");
    }

    List<?> requests = (List<?>) get("state").json().get("requests");

    assertThat(requests).hasSize(200);
    assertThat(Json.object(requests.get(0))).containsEntry("number", 203L);
  }

  @Test
  void everyErrorAndFaultInTheCatalogCanBeScripted() throws IOException {
    Map<String, Object> catalog = get("catalog").json();
    SandboxControls controls = new SandboxControls(sandbox.nanoBanana(), sandbox.nouvel());
    int scripted = 0;
    for (Object endpoint : (List<?>) catalog.get("endpoints")) {
      Map<String, Object> entry = Json.object(endpoint);
      assertThat((String) entry.get("curl")).startsWith("curl -i 'http://127.0.0.1:");
      for (String group : List.of("documented", "others")) {
        for (Object error : (List<?>) Objects.requireNonNull(entry.get(group))) {
          controls.respond(Map.of("endpoint", entry.get("id"), "answer", error));
          scripted++;
        }
      }
      for (Object fault : (List<?>) catalog.get("faults")) {
        controls.respond(Map.of("endpoint", entry.get("id"), "answer", fault));
      }
    }

    assertThat(scripted)
        .isEqualTo(3 * NanoBananaErrors.values().length + 11 * NouvelErrors.values().length);
    assertThat(get("state").json().get("next").toString()).contains("DROP_AFTER_REQUEST");
    assertThat(post("reset", "{}").json().get("next")).isEqualTo(List.of());
  }

  @Test
  void scriptedAnswerIsGivenAsOftenAsAskedOrTakenBack() throws IOException {
    post("answer", "{\"endpoint\":\"generate\",\"answer\":\"QUOTA_EXCEEDED\",\"times\":2}");
    assertThat(nouvel.post("generate", JOB).status()).isEqualTo(402);
    assertThat(nouvel.post("generate", JOB).status()).isEqualTo(402);
    assertThat(nouvel.post("generate", JOB).status()).isEqualTo(200);

    order("answer", "generate", "EMPTY_500");
    assertThat(post("clear", "{\"endpoint\":\"generate\"}").json().get("next"))
        .isEqualTo(List.of());
    assertThat(nouvel.post("generate", JOB).status()).isEqualTo(200);
  }

  @Test
  void clockMovesInBothServices() throws IOException {
    assertThat(post("clock", "{\"seconds\":1800}").json())
        .containsEntry("clock", "2026-05-05T16:30:00Z");
    assertThat(sandbox.nanoBanana().clock().now()).isEqualTo(sandbox.nouvel().clock().now());
  }

  @Test
  void resetForgetsRequestsAndJobs() throws IOException {
    nouvel.post("generate", JOB);

    Map<String, Object> state = post("reset", "{}").json();

    assertThat(state)
        .containsEntry("requests", List.of())
        .containsEntry("jobs", List.of())
        .containsEntry("clock", "2026-05-05T16:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "answer | {\"endpoint\":\"nowhere\",\"answer\":\"EMPTY_500\"} | endpoint: no such name: nowhere",
        "answer | {\"endpoint\":\"download\",\"answer\":\"EMPTY_500\"} | endpoint: must be one of a service",
        "answer | {\"endpoint\":\"generate\"} | answer: must be a text, is null",
        "answer | {\"endpoint\":\"generate\",\"answer\":\"NOTHING\"} | answer: no such name: NOTHING",
        "answer | {\"endpoint\":\"generate\",\"answer\":\"GOAWAY_AFTER\"} | answer: no such name",
        "answer | {\"endpoint\":\"generate\",\"answer\":\"EMPTY_500\",\"times\":101} | times: must be",
        "clear | {} | endpoint: must be a text, is null",
        "clock | {\"seconds\":0} | seconds: must be a whole number from 1 to",
        "clock | {\"seconds\":1.5} | seconds: must be a whole number from 1 to",
        "clock | nonsense | body: must be a JSON object",
      })
  void wrongOrderIsRefused(String path, String body, String message) throws IOException {
    Reply reply = post(path, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat((String) reply.json().get("error")).startsWith(message);
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws IOException {
    assertThat(post("elsewhere", "{}").status()).isEqualTo(404);
    assertThat(send(request("state").delete().build()).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type | text/plain",
        "Content-Type | application/x-www-form-urlencoded",
        "Content-Type | application/jsonp",
        "Origin | https://evil.example",
        "Origin | null",
        "Sec-Fetch-Site | cross-site",
        "Sec-Fetch-Site | same-site",
        "Host | evil.example",
      })
  void foreignPageCannotDriveTheSandbox(String header, String value) throws IOException {
    Request request =
        request("clock")
            .post(RequestBody.create("{\"seconds\":5}".getBytes(StandardCharsets.UTF_8), null))
            .header("Content-Type", "application/json")
            .header(header, value)
            .build();

    Reply reply = send(request);

    assertThat(reply.status()).isEqualTo(403);
    assertThat((String) reply.json().get("error")).startsWith(header + ": must be").contains(value);
    assertThat(sandbox.nouvel().clock().now()).isEqualTo("2026-05-05T16:00:00Z");
  }

  @Test
  void foreignNameForTheLoopbackAddressIsRefusedForReadingToo() throws IOException {
    assertThat(send(request("state").header("Host", "evil.example").build()).status())
        .isEqualTo(403);
    assertThat(
            send(request("state").header("Host", "localhost:" + sandbox.url().port()).build())
                .status())
        .isEqualTo(200);
  }

  @Test
  void jobsGoOnWithTimeAlone() throws IOException {
    String job = (String) nouvel.post("generate", JOB).json().get("jobId");
    for (int i = 0; i < 3 * 7; i++) {
      sandbox.beat();
    }

    assertThat(get("state").json().get("jobs").toString()).contains("status=completed");
    assertThat(nouvel.get("jobs/" + job).json()).containsEntry("status", "completed");
    assertThat(sandbox.nouvel().clock().now()).isEqualTo("2026-05-05T16:00:21Z");
  }

  @Test
  void portsFollowThePagesPort() {
    AtomicInteger base = new AtomicInteger();
    try (Sandbox fixed = startOnFreePorts(base)) {
      int port = base.get();
      assertThat(fixed.url().port()).isEqualTo(port);
      assertThat(fixed.nanoBanana().url().port()).isEqualTo(port + 1);
      assertThat(fixed.nanoBanana().media().url("").port()).isEqualTo(port + 2);
      assertThat(fixed.nouvel().url().port()).isEqualTo(port + 3);
      assertThat(fixed.nouvel().media().url("").port()).isEqualTo(port + 4);
      assertThatThrownBy(() -> Sandbox.start(port)).hasMessageContaining("does not open");
    }
    assertThatThrownBy(() -> Sandbox.start(65_532))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65532");
  }

  @Test
  void argumentsAreAPortOrNothing() {
    assertThat(Sandbox.port()).isEqualTo(7400);
    assertThat(Sandbox.port("--port", "9000")).isEqualTo(9000);
    assertThatThrownBy(() -> Sandbox.port("--port", "x")).hasMessageContaining("--port x");
    assertThatThrownBy(() -> Sandbox.port("9000")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void programThatFindsItsPortTakenSaysWhichOptionChangesIt() throws Exception {
    Process program = program(sandbox.url().port(), ProcessBuilder.Redirect.PIPE);

    String errors = new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).isEqualTo(1);
    assertThat(errors.lines())
        .singleElement()
        .asString()
        .startsWith("sandbox failed: port ")
        .contains("--port N", "-Dsandbox.port=N");
  }

  /** A build in the background has its processes ignore what Ctrl-C sends, for good. */
  static List<String> signals() throws IOException {
    Path status = Path.of("/proc/self/status");
    boolean ignoresInt =
        Files.exists(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
    return ignoresInt ? List.of("TERM") : List.of("INT", "TERM");
  }

  @ParameterizedTest
  @MethodSource("signals")
  void programStopsCleanlyWhenItIsToldTo(String signal) throws Exception {
    Path kill = Programs.need("kill");
    Process program = program(0, ProcessBuilder.Redirect.INHERIT);
    try (BufferedReader output = program.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.startsWith("Page: ")) {
        line = output.readLine();
      }
      assertThat(line).contains("http://127.0.0.1:");

      new ProcessBuilder(kill.toString(), "-" + signal, Long.toString(program.pid())).start();

      assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
      assertThat(output.readLine()).isEqualTo("Stopped.");
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void closedSandboxLeavesNoThread() {
    Sandbox other = Sandbox.start(0);
    other.letTimePass();
    assertThat(sandboxThreads()).isNotEmpty();

    other.close();
    sandbox.close();

    for (Thread thread : sandboxThreads()) {
      assertThat(joins(thread)).as(thread.getName()).isTrue();
    }
  }

  private static Process program(int port, ProcessBuilder.Redirect errors) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Sandbox.class.getName(),
            "--port",
            Integer.toString(port))
        .redirectError(errors)
        .start();
  }

  /** Another process may take a port between the look and the start, so there are other tries. */
  private static Sandbox startOnFreePorts(AtomicInteger chosen) {
    UncheckedIOException last = new UncheckedIOException(new IOException("no five ports are free"));
    for (int base : bases()) {
      if (areFree(base)) {
        chosen.set(base);
        try {
          return Sandbox.start(base);
        } catch (UncheckedIOException taken) {
          last = taken;
        }
      }
    }
    throw last;
  }

  /** Below the ports that systems give to outgoing connections, and others in each process. */
  private static List<Integer> bases() {
    int first = (int) (ProcessHandle.current().pid() % 4_000);
    return IntStream.range(0, 50).mapToObj(i -> 10_000 + (first + i * 79) % 4_000 * 5).toList();
  }

  private static boolean areFree(int base) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int port = base; port < base + 5; port++) {
      try (ServerSocket probe = new ServerSocket(port, 1, loopback)) {
        assertThat(probe.isBound()).isTrue();
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  private static List<Thread> sandboxThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().startsWith("sandbox ") || it.getName().startsWith("HTTP-Disp"))
        .toList();
  }

  private static boolean joins(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private Reply order(String path, Object endpoint, Object answer) throws IOException {
    return post(path, Json.print(Json.of("endpoint", endpoint, "answer", answer)));
  }

  private Reply get(String path) throws IOException {
    return send(request(path).build());
  }

  private Reply post(String path, String json) throws IOException {
    return send(
        request(path).post(RequestBody.create(json, MediaType.get("application/json"))).build());
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(Objects.requireNonNull(sandbox.url().resolve(path)));
  }

  private Reply send(Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      Headers headers = response.headers();
      return new Reply(response.code(), headers, response.body().string());
    }
  }
}
