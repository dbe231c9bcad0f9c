package dev.videogen.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.MethodNotAllowedException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnprocessableException;
import dev.videogen.core.errors.UnreadableResponseException;
import dev.videogen.core.testing.RecordedTime;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecodingTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private ApiClient client() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .backoff(policy -> policy.withMaxAttempts(1))
        .time(new RecordedTime())
        .build();
  }

  private static Stream<Arguments> unusableAnswers() {
    return Stream.of(
            "",
            "   ",
            "null",
            "[]",
            "[{\"url\":\"v\"}]",
            "42",
            "true",
            "\"url\"",
            "<!DOCTYPE html><html><body>ok</body></html>",
            "{\"url\":\"v\"",
            "{\"url\":{\"v\":1}}",
            "{\"url\":[\"v\"]}",
            "{\"url\":\"v\"} trailing",
            "{\"url\":\"v\"}{\"url\":\"w\"}",
            nested("[", 300, "]"),
            nested("{\"url\":", 300, "}"))
        .flatMap(body -> Stream.of(Mode.values()).map(mode -> Arguments.of(body, mode)));
  }

  private static String nested(String open, int depth, String close) {
    return open.repeat(depth) + "1" + close.repeat(depth);
  }

  @ParameterizedTest
  @MethodSource("unusableAnswers")
  void aSuccessThatCannotBeReadIsATypedFailure(String body, Mode mode) {
    server.enqueue(new MockResponse.Builder().body(body).build());
    server.enqueue(new MockResponse.Builder().body(body).build());
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);

      ApiException read = catchThrowableOfType(ApiException.class, () -> mode.call(api.read()));
      assertThat(read).isInstanceOf(UnreadableResponseException.class);
      assertThat(read.charge()).isEqualTo(Charge.NONE);
      ApiException bought =
          catchThrowableOfType(ApiException.class, () -> mode.call(api.buy(ORDER)));
      assertThat(bought).isInstanceOf(OutcomeUnknownException.class);
      assertThat(bought.charge()).isEqualTo(Charge.CERTAIN);
      assertThat(bought.status()).isEqualTo(200);
      assertThat(bought.body()).isEqualTo(body);
      assertThat(bought.getCause()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatTheServiceAddsIsIgnored(Mode mode) throws Exception {
    server.enqueue(
        new MockResponse.Builder().body("{\"new\":{\"a\":[1]},\"url\":\"v\",\"b\":null}").build());
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      assertThat(mode.call(api.read()).url()).isEqualTo("v");
    }
  }

  private ApiException failure(MockResponse response) {
    server.enqueue(response);
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      return catchThrowableOfType(ApiException.class, () -> api.read().execute());
    }
  }

  private static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(301, UnreadableResponseException.class),
        Arguments.of(400, InvalidRequestException.class),
        Arguments.of(401, AuthenticationException.class),
        Arguments.of(402, PaymentException.class),
        Arguments.of(403, PermissionException.class),
        Arguments.of(404, NotFoundException.class),
        Arguments.of(405, MethodNotAllowedException.class),
        Arguments.of(409, ApiException.class),
        Arguments.of(418, ApiException.class),
        Arguments.of(422, UnprocessableException.class),
        Arguments.of(429, RateLimitedException.class),
        Arguments.of(500, ServerFaultException.class),
        Arguments.of(529, ServerFaultException.class));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void theStatusDecidesWhateverTheBody(int status, Class<?> type) {
    for (String body :
        new String[] {
          "",
          "null",
          "[1]",
          "7",
          "\"x\"",
          "<html>",
          "{\"error\":{\"code\":1}}",
          "{\"error\":3}",
          "{",
          "\u0000\u0001",
          nested("[", 300, "]"),
          nested("{\"a\":", 300, "}")
        }) {
      ApiException failure = failure(new MockResponse.Builder().code(status).body(body).build());
      assertThat(failure).isExactlyInstanceOf(type);
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.error()).isNull();
      assertThat(failure.body()).isEqualTo(body);
    }
  }

  @Test
  void textIsUtf8WhateverTheHeadersSay() {
    String french = "{\"error\":\"Crédits insuffisants – 59.99 €\"}";
    assertThat(failure(new MockResponse.Builder().code(400).body(french).build()).error())
        .isEqualTo("Crédits insuffisants – 59.99 €");
    assertThat(
            failure(
                    new MockResponse.Builder()
                        .code(400)
                        .body("\uFEFF" + french)
                        .addHeader("Content-Type", "application/json; charset=ISO-8859-1")
                        .build())
                .error())
        .isEqualTo("Crédits insuffisants – 59.99 €");
  }

  @Test
  void whatIsNotUtf8IsLatin1() {
    Buffer latin1 = new Buffer().write("{\"error\":\"Crédits\"}".getBytes(ISO_8859_1));
    assertThat(failure(new MockResponse.Builder().code(400).body(latin1).build()).error())
        .isEqualTo("Crédits");
  }

  @Test
  void aWarningBeforeTheDocumentIsSkipped() {
    assertThat(
            failure(
                    new MockResponse.Builder()
                        .code(402)
                        .body("<br />\n<b>Warning</b>: x in y on line 3\n{\"error\":\"broke\"}")
                        .build())
                .error())
        .isEqualTo("broke");
  }

  @Test
  void anErrorsBodyIsCutAt64KiBAndMarked() {
    ApiException failure =
        failure(new MockResponse.Builder().code(500).body("é".repeat(100_000)).build());
    assertThat(failure.bodyTruncated()).isTrue();
    assertThat(failure.body()).isEqualTo("é".repeat(32 * 1024));
  }

  @Test
  void aBodyThatBreaksOffKeepsItsStatus() {
    ApiException failure =
        failure(
            new MockResponse.Builder()
                .code(404)
                .body("{\"error\":\"gone\"}")
                .setHeader("Content-Length", 5_000)
                .onResponseEnd(new mockwebserver3.SocketEffect.CloseSocket())
                .build());
    assertThat(failure).isInstanceOf(NotFoundException.class);
    assertThat(failure.error()).isEqualTo("gone");
    assertThat(failure.bodyTruncated()).isTrue();
  }

  @Test
  void theMessageIsOneLine() {
    ApiException failure =
        failure(
            new MockResponse.Builder()
                .code(402)
                .body(
                    "{\"error\":\"line one\\nline two\\u0007\",\"reason\":\""
                        + "x".repeat(5000)
                        + "\"}")
                .build());
    assertThat(failure.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
    assertThat(failure.error()).isEqualTo("line one\nline two\u0007");
  }
}
