package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.testkit.TestClient.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class FaultTest {
  private static final String BODY = "{\"urls\":[\"https://example.com/products/a\"]}";
  private static final Set<Fault> LOSE_THE_ANSWER =
      EnumSet.of(
          Fault.CLOSE_BEFORE_READING,
          Fault.CLOSE_AFTER_HEADERS,
          Fault.DROP_AFTER_REQUEST,
          Fault.STALL_BEFORE_HEADERS,
          Fault.STALL_IN_BODY,
          Fault.TRUNCATED_BODY,
          Fault.BAD_CHUNK,
          Fault.GARBAGE_STATUS_LINE,
          Fault.RESET_MID_BODY,
          Fault.SLOW_DRIBBLE,
          Fault.GOAWAY_BEFORE,
          Fault.REFUSED_STREAM,
          Fault.RST_STREAM_IN_BODY);

  private static final Set<Fault> ENDLESS =
      EnumSet.of(Fault.STALL_BEFORE_HEADERS, Fault.STALL_IN_BODY, Fault.SLOW_DRIBBLE);

  static Stream<Fault> faultsOfHttp1() {
    return Arrays.stream(Fault.values()).filter(it -> !it.onlyHttp2());
  }

  static Stream<Fault> faultsOfHttp2() {
    return Arrays.stream(Fault.values()).filter(it -> !it.onlyHttp1());
  }

  @ParameterizedTest
  @MethodSource("faultsOfHttp1")
  void overHttp(Fault fault) throws IOException {
    strike(NouvelServer.start(), fault);
  }

  @ParameterizedTest
  @MethodSource("faultsOfHttp1")
  void overHttps(Fault fault) throws IOException {
    strike(NouvelServer.builder().https().start(), fault);
  }

  @ParameterizedTest
  @MethodSource("faultsOfHttp2")
  void overHttp2(Fault fault) throws IOException {
    strike(NouvelServer.builder().http2().start(), fault);
  }

  private static void strike(NouvelServer running, Fault fault) throws IOException {
    try (NouvelServer server = running;
        TestClient client = new TestClient(server)) {
      assertThat(client.get("projects").status()).isEqualTo(200);
      server.onGenerate().respond(fault);

      if (LOSE_THE_ANSWER.contains(fault)) {
        TestClient caller = ENDLESS.contains(fault) ? client.impatient() : client;
        assertThatThrownBy(() -> caller.post("generate", BODY)).isInstanceOf(IOException.class);
      } else {
        client.post("generate", BODY);
      }

      assertThat(server.charges()).isEqualTo(fault.followsWork() ? 1 : 0);
      assertThat(server.requests().get(server.requestCount(Endpoint.PROJECTS)).answered())
          .isEqualTo(fault.name());
      assertThat(client.get("projects").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NO_SUCH_PATH_404",
        "REQUEST_TIMEOUT_408",
        "TOO_EARLY_425",
        "EMPTY_500",
        "HTML_BAD_GATEWAY_502",
        "UNAVAILABLE_503_RETRY_AFTER_0",
        "EMPTY_504",
        "OVERLOADED_529",
        "OK_SUCCESS_FALSE",
        "OK_HTML",
        "OK_EMPTY",
        "OK_WRONG_TYPES"
      })
  void answersThatArriveAreWhatTheirNamesSay(Fault fault) throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      // OkHttp itself sends a readable request again on 408 and 503; a one-shot body stops that.
      server.onGenerate().respond(fault).always();
      Reply reply = client.post("generate", BODY);

      String expected =
          switch (fault) {
            case NO_SUCH_PATH_404 -> "404 Not Found";
            case HTML_BAD_GATEWAY_502 -> "502 <html><body><h1>502 Bad Gateway</h1></body></html>";
            case OK_SUCCESS_FALSE -> "200 {\"success\":false,\"error\":\"Something went wrong\"}";
            case OK_HTML -> "200 <html><body>Hello</body></html>";
            case OK_WRONG_TYPES ->
                "200 {\"jobId\":{\"text\":\"550e8400-e29b-41d4-a716-446655440000\"},"
                    + "\"totalProjects\":[1],\"status\":{\"text\":\"running\"}}";
            case OK_EMPTY -> "200 ";
            default -> fault.name().replaceAll("\\D*(\\d{3}).*", "$1 ");
          };
      assertThat(reply.status() + " " + reply.body()).isEqualTo(expected);
      if (fault == Fault.UNAVAILABLE_503_RETRY_AFTER_0) {
        assertThat(reply.headers().get("Retry-After")).isEqualTo("0");
      }
      assertThat(server.requestCount(Endpoint.GENERATE)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ALL,
      names = {"REDIRECT_.*"})
  void redirectsLeadWhereTheirNamesSay(Fault fault) throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onJob().respond(fault);
      Reply reply = client.get("jobs/a");

      boolean same = fault.name().endsWith("SAME_HOST");
      assertThat(reply.status()).isEqualTo(Integer.parseInt(fault.name().substring(9, 12)));
      assertThat(reply.headers().get("Location"))
          .isEqualTo(
              (same ? server.url() + "jobs/a" : server.media().url("redirected").toString()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE_BEFORE_READING", "CLOSE_AFTER_HEADERS", "DROP_AFTER_REQUEST"})
  void resetAndOrderlyEndAreTold(Fault fault) throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onGenerate().respond(fault);

      String message = fault == Fault.CLOSE_AFTER_HEADERS ? "reset" : "unexpected end of stream";
      assertThatThrownBy(() -> client.post("generate", BODY)).hasMessageContaining(message);
    }
  }

  @Test
  void refusedStreamIsSentAgainByOkHttpAndChargedOnce() throws IOException {
    try (NouvelServer server = NouvelServer.builder().http2().start();
        TestClient client = new TestClient(server)) {
      OkHttpClient repeating = client.http.newBuilder().retryOnConnectionFailure(true).build();
      client.get("projects"); // OkHttp repeats on a pooled connection only.
      server.onGenerate().respond(Fault.REFUSED_STREAM);
      Request request =
          client
              .request("generate")
              .post(RequestBody.create(BODY, MediaType.get("application/json")))
              .build();

      try (Response response = repeating.newCall(request).execute()) {
        assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
        assertThat(response.code()).isEqualTo(200);
      }
      assertThat(server.requestCount(Endpoint.GENERATE)).isEqualTo(2);
      assertThat(server.charges()).isEqualTo(1);
    }
  }

  @Test
  void goAwayBeforeTellsTheClientThatItsRequestWasNotTaken() throws IOException {
    try (NouvelServer server = NouvelServer.builder().http2().start();
        TestClient client = new TestClient(server)) {
      server.onGenerate().respond(Fault.GOAWAY_BEFORE);

      assertThatThrownBy(() -> client.post("generate", BODY))
          .hasMessage("stream was reset: REFUSED_STREAM");
    }
  }

  @Test
  void goAwayAfterLetsTheAnswerThroughAndTheConnectionGo() throws IOException {
    try (NouvelServer server = NouvelServer.builder().http2().start();
        TestClient client = new TestClient(server)) {
      AtomicInteger connections = new AtomicInteger();
      OkHttpClient counting =
          client
              .http
              .newBuilder()
              .eventListener(
                  new EventListener() {
                    @Override
                    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                      connections.incrementAndGet();
                    }
                  })
              .build();
      server.onProjects().respond(Fault.GOAWAY_AFTER);

      for (int i = 0; i < 3; i++) {
        try (Response response = counting.newCall(client.request("projects").build()).execute()) {
          assertThat(response.body().string()).contains("pagination");
        }
      }
      assertThat(connections).hasValue(2);
    }
  }

  @Test
  void faultOfOneEndpointSparesTheOthers() throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onGenerate().respond(Fault.CLOSE_BEFORE_READING);

      for (int i = 0; i < 3; i++) {
        assertThat(client.get("projects").status()).isEqualTo(200);
      }
      assertThatThrownBy(() -> client.post("generate", BODY)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void invalidRequestIsNotChargedByAFault() throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);

      assertThatThrownBy(() -> client.post("generate", "{}")).isInstanceOf(IOException.class);
      assertThat(server.charges()).isZero();
    }
  }

  @Test
  void stallEndsWhenTheServerCloses() {
    NouvelServer server = NouvelServer.start();
    try (TestClient client = new TestClient(server)) {
      OkHttpClient patient =
          client.http.newBuilder().readTimeout(Duration.ZERO).callTimeout(Duration.ZERO).build();
      server.onJob().respond(Fault.STALL_BEFORE_HEADERS).always();
      PendingCall call = new PendingCall(patient.newCall(client.request("jobs/a").build()));
      call.start();
      while (server.requestCount(Endpoint.JOB) == 0) {
        Thread.onSpinWait();
      }

      server.close();

      assertThat(call.outcome()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void faultOfTheOtherHttpVersionIsRefused() {
    try (NouvelServer plain = NouvelServer.start();
        NouvelServer http2 = NouvelServer.builder().http2().start()) {
      assertThatThrownBy(() -> plain.onJob().respond(Fault.GOAWAY_BEFORE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("GOAWAY_BEFORE is for HTTP/2");
      assertThatThrownBy(() -> http2.onJob().respond(Fault.BAD_CHUNK))
          .hasMessageContaining("BAD_CHUNK is for HTTP/1");
    }
  }

  /** An enqueued call whose end can be waited for. */
  private static final class PendingCall {
    private final Call call;
    private final CompletableFuture<Object> end = new CompletableFuture<>();

    PendingCall(Call call) {
      this.call = call;
    }

    void start() {
      call.enqueue(
          new Callback() {
            @Override
            public void onFailure(Call ignored, IOException e) {
              end.complete(e);
            }

            @Override
            public void onResponse(Call ignored, Response response) {
              response.close();
              end.complete(response);
            }
          });
    }

    Object outcome() {
      return end.join();
    }
  }
}
