package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The key in whatever form a service, or the user's own code, lets it come back. */
class EchoedKeyTest {
  private static final String KEY = "k_secret/key+1";
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client()
        .apiKey(KEY)
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(new RecordedTime());
  }

  private static String each(String format) {
    return KEY.chars().mapToObj(c -> String.format(format, c)).collect(Collectors.joining());
  }

  private static Stream<String> forms() {
    return Stream.of(
        KEY,
        KEY.replace("/", "\\/"),
        each("\\u%04x"),
        each("\\u%04x").toUpperCase(Locale.ROOT).replace("\\U", "\\u"),
        each("\\\\u%04x"),
        each("%%%02x"),
        each("%%%02X"),
        each("%%25%02x"),
        each("%%2525%02x"),
        each("&#%d;"),
        each("&#x%x;"),
        each("&amp;#%d;"),
        each("&amp;#x%X;"),
        KEY.replace("/", "%2F").replace("+", "%2B"),
        KEY.replace("/", "&sol;").replace("_", "&lowbar;").replace("+", "&plus;"));
  }

  private static String once(String text, String pattern, int radix) {
    return Pattern.compile(pattern)
        .matcher(text)
        .replaceAll((MatchResult found) -> decoded(found.group(1), radix));
  }

  private static String decoded(String number, int radix) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(number, radix)));
  }

  /** As whoever reads a log with too much zeal. */
  private static String decode(String text) {
    String all = text;
    for (int i = 0; i < 4; i++) {
      all = once(all, "\\\\+u([0-9a-fA-F]{4})", 16);
      all = once(all, "%([0-9a-fA-F]{2})", 16);
      all = once(all, "&#x([0-9a-fA-F]{1,4});", 16);
      all = once(all, "&#([0-9]{1,4});", 10);
      all = all.replace("&amp;", "&").replace("&sol;", "/").replace("&lowbar;", "_");
      all = all.replace("&plus;", "+").replace("\\/", "/");
    }
    return all;
  }

  /** Messages, causes, suppressed ones and stack traces. */
  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFailureHasTheKeyInNoForm(String form) {
    server.enqueue(
        new MockResponse.Builder()
            .code(402)
            .addHeader("X-Echo", form)
            .addHeader("X-Request-Id", form)
            .body(
                """
                {"error":"bad key KEY","reason":"KEY","more":{"keys":["KEY"]}}
                """
                    .replace("KEY", form))
            .build());
    try (ApiClient client = builder().build()) {
      ApiException failure =
          catchThrowableOfType(
              ApiException.class, () -> client.create(TestApi.class).buy(ORDER).execute());
      String all =
          trace(failure)
              + failure.error()
              + failure.reason()
              + failure.requestId()
              + failure.body()
              + failure.headers()
              + failure.supportReport();

      assertThat(decode(all)).contains("bad key").doesNotContain(KEY);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNetworkInterceptorsExceptionKeepsTheKeyToItself(Mode mode) {
    Interceptor telling =
        chain -> {
          String headers = chain.request().headers().toMultimap().toString();
          IllegalStateException failure =
              new IllegalStateException(headers, new RuntimeException(headers));
          failure.addSuppressed(new IOException(headers));
          throw failure;
        };
    assertHidden(mode, telling);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNetworkInterceptorsErrorKeepsTheKeyToItself(Mode mode) {
    assertHidden(
        mode,
        chain -> {
          throw new AssertionError(chain.request().headers().toMultimap());
        });
  }

  private void assertHidden(Mode mode, Interceptor telling) {
    try (ApiClient client = builder().addNetworkInterceptor(telling).build()) {
      Throwable failure = catchThrowable(() -> mode.call(client.create(TestApi.class).buy(ORDER)));

      assertThat(failure).isInstanceOf(ApiException.class);
      assertThat(trace(failure) + ((ApiException) failure).supportReport()).doesNotContain(KEY);
    }
  }

  @Test
  void noRequestWithinReachOfAnInterceptorHasTheKey() throws Exception {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    StringBuilder seen = new StringBuilder();
    Interceptor looking =
        chain -> {
          Response response = chain.proceed(chain.request());
          for (Response at = response; at != null; at = at.priorResponse()) {
            seen.append(at.request().headers().toMultimap());
            for (Response beneath : new Response[] {at.networkResponse(), at.cacheResponse()}) {
              seen.append(beneath == null ? "" : beneath.request().headers().toMultimap());
            }
          }
          return response;
        };
    try (ApiClient client = builder().addInterceptor(looking).build()) {
      client.create(TestApi.class).buy(ORDER).execute();
    }
    assertThat(server.takeRequest().getHeaders().get("Authorization")).endsWith(KEY);
    assertThat(seen).isNotEmpty();
    assertThat(seen.toString()).doesNotContain(KEY);
  }
}
