package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.time.RecordedTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses, and hooks, that would carry the key or a forged line into the log. */
class HostileResponseTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final String KEY = "k_secret";

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private ApiClient client(OkHttpClient http) {
    return TestApi.client()
        .apiKey(KEY)
        .baseUrl(server.url("/"))
        .client(http)
        .time(new RecordedTime())
        .build();
  }

  private ApiException failure(Mode mode, OkHttpClient http) {
    try (ApiClient client = client(http)) {
      return catchThrowableOfType(
          ApiException.class, () -> mode.call(client.create(TestApi.class).buy(ORDER)));
    }
  }

  private static String everythingOf(ApiException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return String.join(
        "\n",
        trace.toString(),
        failure.supportReport().toString(),
        String.valueOf(failure.body()),
        String.valueOf(failure.error()),
        String.valueOf(failure.headers()),
        failure.attempts().toString());
  }

  private static String unicodeEscaped(String text) {
    return text.chars()
        .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
        .collect(Collectors.joining());
  }

  private static Stream<Arguments> echoes() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(
                        "{\"error\":\"no key " + KEY + "\"}",
                        "{\"error\":\"no key " + unicodeEscaped(KEY) + "\"}",
                        "{\"error\":\"no key \\u006b_sec\\u0072et\"}",
                        "{\"" + unicodeEscaped(KEY) + "\":{\"" + KEY + "\":1}}",
                        "no key " + KEY,
                        "no key " + unicodeEscaped(KEY))
                    .map(body -> Arguments.of(mode, body)));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void anEchoedKeyIsStruckHoweverItIsWritten(Mode mode, String body) {
    server.enqueue(new MockResponse.Builder().code(402).body(body).build());
    ApiException failure = failure(mode, clean.client());

    String all = everythingOf(failure);
    assertThat(all).doesNotContain(KEY);
    assertThat(all.toLowerCase(Locale.ROOT))
        .doesNotContain(unicodeEscaped(KEY), "\\u006b_sec\\u0072et");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anExceptionOfANetworkInterceptorDoesNotCarryTheKey(Mode mode) {
    OkHttpClient naming =
        clean
            .client()
            .newBuilder()
            .addNetworkInterceptor(
                chain -> {
                  throw new IllegalStateException(
                      "failed: " + chain.request().headers().toMultimap());
                })
            .build();

    assertThat(everythingOf(failure(mode, naming))).doesNotContain(KEY);
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void noResponseOfTheChainLeadsToARequestWithTheKey(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(408).build());
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    List<String> seen = new CopyOnWriteArrayList<>();
    Interceptor looking =
        chain -> {
          Response response = chain.proceed(chain.request());
          for (Response it = response; it != null; it = it.priorResponse()) {
            seen.add(it.request().headers().toMultimap().toString());
            Response beneath = it.networkResponse();
            seen.add(beneath == null ? "" : beneath.request().headers().toMultimap().toString());
          }
          return response;
        };
    try (ApiClient client =
        TestApi.client()
            .apiKey(KEY)
            .baseUrl(server.url("/"))
            .client(clean.client())
            .addInterceptor(looking)
            .build()) {
      mode.call(client.create(TestApi.class).read());
    }

    assertThat(seen).hasSizeGreaterThanOrEqualTo(2).noneMatch(it -> it.contains(KEY));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  private static Stream<Arguments> lineBreaks() {
    return Stream.of("\\r\\n", "\\u001b[31m", "\\u0085", "\\u009b", "\\u2028", "\\u2029", "\\u0000")
        .flatMap(breaking -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, breaking)));
  }

  @ParameterizedTest
  @MethodSource("lineBreaks")
  void theMessageOfAServiceStaysOnItsLine(Mode mode, String breaking) {
    server.enqueue(
        new MockResponse.Builder()
            .code(402)
            .body("{\"error\":\"declined" + breaking + "ERROR all is lost\"}")
            .build());
    ApiException failure = failure(mode, clean.client());

    for (String text : List.of(failure.getMessage(), failure.toString())) {
      assertThat(text).contains("declined").matches(HostileResponseTest::isOneLine, "is one line");
    }
  }

  private static boolean isOneLine(String text) {
    return text.codePoints()
        .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029);
  }
}
