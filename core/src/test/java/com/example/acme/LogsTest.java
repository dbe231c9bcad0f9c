package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Mode;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.logging.WireLog;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Tags;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What is in the log, and what never is. */
class LogsTest {
  private static final String PROMPT = "a secret recipe";

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean);
  }

  private static ApiCall<TestApi.Answer> buy(ApiClient client) {
    return client.create(TestApi.class).buy(new TestApi.Order(PROMPT));
  }

  private void respond(int status, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .setHeader("Set-Cookie", "session=abc")
            .setHeader("Content-Location", "https://files.example/w.mp4?sig=abc")
            .body(body)
            .build());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void eachDecisionIsALineWithTheCallsId(Mode mode) throws Exception {
    respond(429, "{}");
    respond(200, "{\"url\":\"v\"}");
    try (LogLines log = new LogLines("dev.videogen.calls", Level.DEBUG);
        ApiClient client = builder().build()) {
      mode.call(buy(client));

      assertThat(log.events())
          .extracting(ILoggingEvent::getFormattedMessage)
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("test buy: attempt 1"),
              line -> assertThat(line).startsWith("test buy: attempt 1 failed, another follows: "),
              line -> assertThat(line).startsWith("test buy: status 429, waiting 1.0 s until "),
              line -> assertThat(line).isEqualTo("test buy: attempt 2"),
              line -> assertThat(line).isEqualTo("test buy: succeeded at attempt 2"));
      assertThat(log.events())
          .extracting(
              event ->
                  event.getKeyValuePairs().stream()
                      .filter(pair -> pair.key.equals("call"))
                      .map(pair -> pair.value)
                      .toList())
          .hasSize(5)
          .containsOnly(List.of(first(log)));
    }
  }

  private static Object first(LogLines log) {
    return log.events().get(0).getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals("call"))
        .findFirst()
        .orElseThrow()
        .value;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatAScopePutsIntoTheMdcIsOnEachLineOfARetry(Mode mode) throws Exception {
    respond(429, "{}");
    respond(200, "{\"url\":\"v\"}");
    CallObserver tenant =
        new CallObserver() {
          @Override
          public Scope scope() {
            MDC.MDCCloseable entry = MDC.putCloseable("tenant", "shop-42");
            return entry::close;
          }
        };
    try (LogLines log = new LogLines("dev.videogen", Level.DEBUG);
        ApiClient client =
            builder().addObserver((call, tags) -> tenant).addInterceptor(new WireLog()).build()) {
      mode.call(buy(client));

      assertThat(log.events()).hasSize(9);
      assertThat(log.events())
          .allSatisfy(
              event -> assertThat(event.getMDCPropertyMap()).containsEntry("tenant", "shop-42"));
    }
    assertThat(MDC.get("tenant")).isNull();
  }

  private record Audit(CallInfo call, Tags tags) implements CallObserver {
    private static final Logger LINES = LoggerFactory.getLogger("shop.audit");

    @Override
    public void succeeded(CallSuccess end) {
      LINES.info(
          "{} for {}: {} attempts, waited {} s, {} video",
          call.endpoint(),
          tags.tag(String.class),
          end.attempts(),
          end.waited().toSeconds(),
          end.cost().videos());
    }

    @Override
    public void failed(CallFailure end) {
      LINES.info(
          "{} for {}: {} attempts, charge {}",
          call.endpoint(),
          tags.tag(String.class),
          end.attempts(),
          end.charge());
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAuditHasALineForEachCallWithAttemptsWaitsAndCost(Mode mode) throws Exception {
    respond(429, "{}");
    respond(200, "{\"url\":\"v\"}");
    respond(402, "{}");
    try (LogLines log = new LogLines("shop.audit", Level.INFO);
        ApiClient client = builder().addObserver(Audit::new).build()) {
      mode.call(buy(client).tag(String.class, "acme"));
      assertThat(catchThrowable(() -> mode.call(buy(client).tag(String.class, "acme"))))
          .isNotNull();

      assertThat(log.events())
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "buy for acme: 2 attempts, waited 1 s, 1 video",
              "buy for acme: 1 attempts, charge NONE");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theWireLogShowsNeitherCredentialNorPrompt(boolean network) throws Exception {
    respond(
        402,
        """
        {"error": "broke, k_secret", "reason": "%s", "balance": 3}
        """
            .formatted(PROMPT));
    respond(
        200,
        """
        {"url": "https://files.example/v.mp4?sig=abc", "id": "job-1", "seconds": 4.5, "n": null,
         "ok": true, "list": ["RUNNING", "two words"], "by": {"password": "abc"}}
        """);
    try (LogLines log = new LogLines("dev.videogen.wire", Level.TRACE);
        ApiClient client =
            (network
                    ? builder().addNetworkInterceptor(new WireLog())
                    : builder().addInterceptor(new WireLog()))
                .build()) {
      assertThat(catchThrowable(() -> buy(client).execute())).isNotNull();
      assertThat(buy(client).execute().url()).contains("sig=abc");
      String lines = log.inFull();

      assertThat(log.events()).hasSize(4);
      assertThat(lines)
          .doesNotContain("k_secret", PROMPT, "sig=abc", "session=abc", "two words", "\"abc\"")
          .contains("--> POST http://localhost/buy")
          .contains("\"id\":\"job-1\",\"seconds\":4.5,\"n\":null,\"ok\":true,\"list\":[\"RUNNING\"")
          .contains("<-- 200 [")
          .contains(network ? "<-- 402 [" : "<-- 402 BROKE {")
          .contains("\"balance\":3")
          .contains(network ? "(a body that is sent once)" : "{\"text\":\"*** (15)\"}");
    }
  }

  @Test
  void aCodedBodyIsReadAndKept() throws Exception {
    Buffer gzip = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(gzip))) {
      sink.writeUtf8("{\"url\":\"v\",\"id\":\"job-1\"}");
    }
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .setHeader("Content-Encoding", "gzip")
            .body(gzip)
            .build());
    try (LogLines log = new LogLines("dev.videogen.wire", Level.TRACE);
        ApiClient client = builder().addNetworkInterceptor(new WireLog()).build()) {
      assertThat(client.create(TestApi.class).read().execute().url()).isEqualTo("v");
      assertThat(log.inFull()).contains("\"id\":\"job-1\"");
    }
  }

  @Test
  void atDebugThereAreNoBodies() throws Exception {
    respond(200, "{\"url\":\"v\",\"id\":\"job-1\"}");
    try (LogLines log = new LogLines("dev.videogen.wire", Level.DEBUG);
        ApiClient client = builder().addInterceptor(new WireLog()).build()) {
      buy(client).execute();
      assertThat(log.events()).hasSize(2);
      assertThat(log.inFull()).doesNotContain("job-1", "{");
    }
  }
}
