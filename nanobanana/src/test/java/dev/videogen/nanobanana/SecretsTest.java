package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ClientBuilder;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.ErrorFixture;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A marked key is looked for in all that leaves the client, and found at the service alone. */
class SecretsTest {
  private static final String MARK = "MARK/7f+3=";
  private static final String KEY = "nb_" + MARK;

  private final NanoBananaServer server = NanoBananaServer.start();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() {
    server.addKey(KEY);
    CapturedLog.clear();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private NanoBananaClient client(String header) {
    ClientBuilder<NanoBananaClient> builder =
        NanoBananaClient.builder()
            .apiKey(KEY)
            .baseUrl(server.url())
            .backoff(policy -> policy.withMaxAttempts(2))
            .time(new RecordedTime())
            .addInterceptor(
                chain -> {
                  see(chain.request(), chain.request().headers());
                  Response response = chain.proceed(chain.request());
                  see(response, response.headers(), response.request().headers());
                  if (response.networkResponse() != null) {
                    see(response.networkResponse().request().headers().toMultimap());
                  }
                  return response;
                });
    return header.equals("Authorization") ? builder.build() : builder.apiKeyHeader(header).build();
  }

  private void see(Object... things) {
    for (Object thing : things) {
      seen.add(String.valueOf(thing));
      if (thing instanceof Headers headers) {
        seen.add(headers.toMultimap().toString());
      }
    }
  }

  private static Stream<Arguments> everything() {
    List<Arguments> all = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      for (String header : List.of("Authorization", "X-API-Key")) {
        for (DocumentedError error : NanoBananaErrors.values()) {
          all.add(Arguments.of(mode, header, error.fixture().name(), echoing(error.fixture())));
        }
        Arrays.stream(Fault.values())
            .filter(fault -> !fault.onlyHttp2() && !takesLong(fault))
            .forEach(fault -> all.add(Arguments.of(mode, header, fault.name(), fault)));
        all.add(Arguments.of(mode, header, "status line", garbled()));
        all.add(Arguments.of(mode, header, "answer", answered()));
      }
    }
    return all.stream();
  }

  private static boolean takesLong(Fault fault) {
    return fault.name().startsWith("STALL") || fault == Fault.SLOW_DRIBBLE;
  }

  /** The error as documented, with all that came in said again, plain and escaped. */
  private static MockResponse echoing(ErrorFixture error) {
    String echo =
        ",\"you_sent\":\""
            + KEY
            + "\",\"escaped\":\""
            + KEY.replace("/", "\\/")
            + "\",\"encoded\":\"?api_key="
            + "nb_MARK%2F7f%2B3%3D"
            + "\",\""
            + KEY
            + "\":1}";
    String body = error.body();
    return new MockResponse.Builder()
        .code(error.status())
        .headers(error.headers())
        .addHeader("X-Echo", "Bearer " + KEY)
        .addHeader("X-Request-Id", "for-" + KEY)
        .body(body.substring(0, body.lastIndexOf('}')) + echo)
        .build();
  }

  private static MockResponse garbled() {
    return new MockResponse.Builder().status("no status for " + KEY).build();
  }

  private static MockResponse answered() {
    return new MockResponse.Builder().body("\"" + KEY + "\"").build();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("everything")
  void theKeyIsNowhereButInTheRequest(Mode mode, String header, String name, Object trouble)
      throws Exception {
    for (Endpoint endpoint : List.of(Endpoint.TEXT_TO_VIDEO, Endpoint.VIDEO_STATUS)) {
      if (trouble instanceof Fault fault) {
        server.on(endpoint).respond(fault).always();
      } else {
        server.on(endpoint).respond((MockResponse) trouble).always();
      }
    }
    try (NanoBananaClient client = client(header)) {
      see(client, client.downloads(), client.api());
      attempt(mode, client, "textToVideo");
      attempt(mode, client, "videoStatus");
    }

    assertThat(server.requests())
        .allMatch(request -> String.valueOf(request.headers().get(header)).endsWith(KEY));
    CapturedLog.lines().forEach(line -> seen.add(line.inFull()));
    server.media().requests().forEach(it -> see(it.path(), it.headers(), it.body()));
    assertThat(seen).isNotEmpty().noneMatch(it -> it.contains("MARK"), "has the key");
  }

  private void attempt(Mode mode, NanoBananaClient client, String endpoint) throws Exception {
    try {
      see(mode.call(client.api(), endpoint));
    } catch (ApiException failure) {
      see(failure, failure.supportReport(), failure.headers(), failure.body(), failure.error());
      see(failure.reason(), failure.requestId(), failure.advice(), failure.rateLimit());
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      see(trace);
      for (Attempt attempt : failure.attempts()) {
        see(attempt);
      }
    }
  }
}
