package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnprocessableException;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final String RATE_LIMITED =
      "{\"error\":\"Rate limit exceeded\",\"reason\":\"You have made too many requests. Please wait"
          + " before trying again.\",\"retryAfter\":23}";
  private static final String INTERNAL =
      "{\"error\":\"Internal server error\",\"reason\":\"An unexpected error occurred. Please try"
          + " again later.\"}";
  private static final String QUOTA =
      "{\"error\":\"quota_exceeded\",\"reason\":\"You've used all 30 videos for this billing"
          + " period. Add credits ($8/video) or upgrade your"
          + " plan.\",\"usage\":{\"used\":30,\"limit\":30}}";

  private FakeService service;
  private RecordedTime time;
  private NouvelClient client;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    time = new RecordedTime(START);
    client = service.client(time);
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  /** An endpoint, in both ways. */
  enum At {
    GENERATE {
      @Override
      Object ask(NouvelApi api, Mode mode) throws IOException {
        GenerateRequest request = GenerateRequest.of("https://example.com/p");
        return mode.run(api.generate(request));
      }
    },
    JOB {
      @Override
      Object ask(NouvelApi api, Mode mode) throws IOException {
        return mode.run(api.job("j"));
      }
    },
    PROJECT {
      @Override
      Object ask(NouvelApi api, Mode mode) throws IOException {
        return mode.run(api.project("p"));
      }
    },
    PUBLISH {
      @Override
      Object ask(NouvelApi api, Mode mode) throws IOException {
        PublishRequest request = PublishRequest.now("p", PublishTarget.tiktok("a", "c"));
        return mode.run(api.publish(request));
      }
    },
    ACCOUNTS {
      @Override
      Object ask(NouvelApi api, Mode mode) throws IOException {
        return mode.run(api.accounts());
      }
    },
    CHAT {
      @Override
      Object ask(NouvelApi api, Mode mode) throws IOException {
        ChatRequest request = ChatRequest.ask("?");
        return mode.run(api.chat(request));
      }
    };

    abstract Object ask(NouvelApi api, Mode mode) throws IOException;
  }

  private ApiException failure(At at, Mode mode) {
    return catchThrowableOfType(ApiException.class, () -> at.ask(client.api(), mode));
  }

  static Stream<Arguments> documented() {
    return Stream.of(
        Arguments.of(
            At.GENERATE,
            400,
            "{\"error\":\"urls must be an array of 1-3 URLs\"}",
            NouvelErrorCode.URLS_INVALID,
            InvalidRequestException.class),
        Arguments.of(
            At.GENERATE,
            400,
            "{\"error\":\"Urls  must be an array of 1-3 URLs.\"}",
            NouvelErrorCode.URLS_INVALID,
            InvalidRequestException.class),
        Arguments.of(
            At.PUBLISH,
            400,
            "{\"error\":\"Invalid JSON\"}",
            NouvelErrorCode.INVALID_REQUEST,
            InvalidRequestException.class),
        Arguments.of(
            At.JOB,
            401,
            "{\"error\":\"Unable to resolve user from API key\"}",
            NouvelErrorCode.API_KEY_UNRESOLVED,
            AuthenticationException.class),
        Arguments.of(
            At.GENERATE, 402, QUOTA, NouvelErrorCode.QUOTA_EXCEEDED, QuotaExceededException.class),
        Arguments.of(
            At.ACCOUNTS,
            402,
            "{\"error\":\"API access requires the Scale plan\"}",
            NouvelErrorCode.PLAN_WITHOUT_API,
            PlanWithoutApiException.class),
        Arguments.of(
            At.GENERATE,
            403,
            "{\"error\":\"This API key does not have the 'generate' permission\"}",
            NouvelErrorCode.PERMISSION_MISSING,
            MissingPermissionException.class),
        Arguments.of(
            At.JOB,
            403,
            "{\"error\":\"This API key does not have the 'projects:read' permission\"}",
            NouvelErrorCode.PERMISSION_MISSING,
            MissingPermissionException.class),
        Arguments.of(
            At.JOB,
            403,
            "{\"error\":\"Forbidden\"}",
            NouvelErrorCode.NOT_YOURS,
            PermissionException.class),
        Arguments.of(
            At.JOB,
            404,
            "{\"error\":\"Not found\",\"reason\":\"Job not found\"}",
            NouvelErrorCode.JOB_NOT_FOUND,
            NotFoundException.class),
        Arguments.of(
            At.PROJECT,
            404,
            "{\"error\":\"Project not found\"}",
            NouvelErrorCode.NOT_FOUND,
            NotFoundException.class),
        Arguments.of(
            At.GENERATE,
            422,
            "{\"error\":\"not_a_product\",\"reason\":\"example.com is not a product page. Paste a"
                + " link to a product you want to advertise.\"}",
            NouvelErrorCode.NOT_A_PRODUCT,
            NotAProductException.class),
        Arguments.of(
            At.GENERATE,
            422,
            "{\"error\":\"unsupported_platform\"}",
            NouvelErrorCode.SHOP_UNSUPPORTED,
            UnsupportedShopException.class),
        Arguments.of(
            At.PUBLISH,
            422,
            "{\"error\":\"Project has no video\"}",
            NouvelErrorCode.PROJECT_NOT_PUBLISHABLE,
            UnprocessableException.class),
        Arguments.of(
            At.PUBLISH,
            422,
            "{\"error\":\"Project has no video\"}",
            NouvelErrorCode.PROJECT_NOT_PUBLISHABLE,
            UnprocessableException.class),
        Arguments.of(
            At.PUBLISH,
            500,
            "{\"error\":\"Publishing provider error\",\"reason\":\"TikTok said no\"}",
            NouvelErrorCode.PUBLISHING_FAILED,
            ServerFaultException.class),
        Arguments.of(
            At.CHAT,
            429,
            "{\"error\":\"Daily message limit reached\",\"resetAt\":\"2026-03-02T00:00:00.000Z\"}",
            NouvelErrorCode.DAILY_LIMIT,
            DailyLimitException.class));
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("documented")
  void documentedFailureIsATypeAndACode(
      At at, int status, String body, NouvelErrorCode code, Class<? extends ApiException> type) {
    for (Mode mode : Mode.values()) {
      service.respond(status, body);
      ApiException failure = failure(at, mode);
      assertThat(failure).isExactlyInstanceOf(type);
      assertThat(NouvelErrorCode.of(failure)).isEqualTo(code);
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.advice()).isEqualTo(code.advice());
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.body()).isEqualTo(body);
      assertThat(failure.attempts()).hasSize(1);
    }
    assertThat(service.requests()).isEqualTo(Mode.values().length);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void everyCodeIsReachedByADocumentedFailure() {
    assertThat(
            Stream.concat(
                documented().map(arguments -> arguments.get()[3]),
                Stream.of(
                    NouvelErrorCode.RATE_LIMITED,
                    NouvelErrorCode.INTERNAL_ERROR,
                    NouvelErrorCode.UNRECOGNISED)))
        .contains((Object[]) NouvelErrorCode.values());
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        Arguments.of(At.GENERATE, 400, "<html>Bad Request</html>"),
        Arguments.of(At.JOB, 403, "<html>blocked by the firewall</html>"),
        Arguments.of(At.JOB, 422, "{\"error\":\"something\"}"),
        Arguments.of(At.JOB, 418, "{\"error\":\"urls must be\"}"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("foreign")
  void foreignTextIsUnrecognised(At at, int status, String body) {
    service.respond(status, body);
    ApiException failure = failure(at, Mode.BLOCKING);
    assertThat(NouvelErrorCode.of(failure)).isEqualTo(NouvelErrorCode.UNRECOGNISED);
    assertThat(failure.status()).isEqualTo(status);
  }

  @Test
  void usageIsTold() {
    service.respond(402, QUOTA);
    QuotaExceededException failure = (QuotaExceededException) failure(At.GENERATE, Mode.BLOCKING);
    assertThat(failure.usage()).isEqualTo(new Usage(30, 30));
    assertThat(failure.usage().remaining()).isZero();
    assertThat(failure.billingPage())
        .isEqualTo(URI.create("https://app.nouvel.ai/settings/billing"));
    assertThat(failure.charge()).isEqualTo(Charge.NONE);
  }

  @Test
  void usageAboveTheLimitLeavesNothing() {
    service.respond(
        402,
        "{\"error\": \"Error message\", \"reason\": \"Detailed explanation of what went wrong\","
            + " \"usage\": {\"used\": 145, \"limit\": 100}}");
    QuotaExceededException failure = (QuotaExceededException) failure(At.GENERATE, Mode.BLOCKING);
    assertThat(failure.usage()).isEqualTo(new Usage(145, 100));
    assertThat(failure.usage().remaining()).isZero();
    assertThat(new Usage(40, 100).remaining()).isEqualTo(60);
  }

  @Test
  void usageMayBeMissing() {
    service.respond(402, "{\"error\":\"quota_exceeded\"}");
    assertThat(((QuotaExceededException) failure(At.GENERATE, Mode.BLOCKING)).usage()).isNull();
  }

  @Test
  void missingPermissionIsNamed() {
    service
        .respond(403, "{\"error\":\"This API key does not have the 'projects:read' permission\"}")
        .respond(403, "{\"error\":\"This API key does not have the right permission\"}");
    assertThat(((MissingPermissionException) failure(At.JOB, Mode.BLOCKING)).permission())
        .isEqualTo("projects:read");
    assertThat(((MissingPermissionException) failure(At.JOB, Mode.BLOCKING)).permission()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void dailyLimitIsNotWaitedFor(Mode mode) {
    service.respond(
        429,
        "{\"error\":\"Daily limit\",\"resetAt\":\"2026-03-02T00:00:00Z\"}",
        "Retry-After",
        "1");
    DailyLimitException failure = (DailyLimitException) failure(At.CHAT, mode);
    assertThat(failure.resetAt()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(719), Duration.ofHours(12));
    assertThat(time.pauses()).isEmpty();
    assertThat(service.requests()).isEqualTo(1);
  }

  static Stream<Arguments> faultsNotInTheServicesFormat() {
    return Stream.of(
        Arguments.of(
            At.GENERATE,
            504,
            """
            {"timestamp":1,"status":504,"error":"Gateway Timeout","path":"/x"}"""),
        Arguments.of(
            At.GENERATE,
            500,
            """
            {"timestamp":1,"status":500,"error":"Internal Server Error","path":"/x"}"""),
        Arguments.of(
            At.GENERATE,
            500,
            """
            {"error":"down","reason":7}"""),
        Arguments.of(At.GENERATE, 502, "<html>down</html>"),
        Arguments.of(
            At.PUBLISH,
            500,
            """
            {"error":"Publishing provider error"}"""));
  }

  @ParameterizedTest
  @MethodSource("faultsNotInTheServicesFormat")
  void aFaultOfAnythingInBetweenLeavesThePaidOutcomeUnknown(At at, int status, String body) {
    for (Mode mode : Mode.values()) {
      service.respond(status, body);
      ApiException failure = failure(at, mode);
      assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure.body()).isEqualTo(body);
    }
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void resetMayBeUnixSecondsOrUnreadable() {
    service
        .respond(429, "{\"error\":\"Daily limit\",\"resetAt\":1772409600}")
        .respond(429, "{\"error\":\"Daily limit\",\"resetAt\":\"tomorrow\"}")
        .respond(429, "{\"error\":\"Daily limit\",\"resetAt\":1e30}");
    assertThat(((DailyLimitException) failure(At.CHAT, Mode.BLOCKING)).resetAt())
        .isEqualTo(Instant.ofEpochSecond(1772409600));
    for (int i = 0; i < 2; i++) {
      DailyLimitException unreadable = (DailyLimitException) failure(At.CHAT, Mode.BLOCKING);
      assertThat(unreadable.retryAfter()).isBetween(Duration.ofHours(1), Duration.ofHours(24));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusalIsWaitedOutEvenForAnOrder(Mode mode) throws IOException {
    service
        .respond(429, RATE_LIMITED, "Retry-After", "23")
        .respond(429, RATE_LIMITED.replace("23", "30.5"), "Retry-After", "23")
        .respond(429, RATE_LIMITED.replace("23", "5"), "Retry-After", "40")
        .respond("{\"jobId\": \"j\"}");
    At.GENERATE.ask(client.api(), mode);
    assertThat(time.pauses())
        .containsExactly(Duration.ofSeconds(23), Duration.ofMillis(30_500), Duration.ofSeconds(40));
    assertThat(service.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void waitAboveAMinuteIsNotWaitedOut(Mode mode) {
    service.respond(429, RATE_LIMITED.replace("23", "61"));
    ApiException failure = failure(At.JOB, mode);
    assertThat(failure).isExactlyInstanceOf(RateLimitedException.class);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(61));
    assertThat(NouvelErrorCode.of(failure)).isEqualTo(NouvelErrorCode.RATE_LIMITED);
    assertThat(time.pauses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void answeredFaultOfAnOrderIsRepeatedAsDocumented(Mode mode) {
    for (int i = 0; i < 4; i++) {
      service.respond(500, INTERNAL);
    }
    ApiException failure = failure(At.GENERATE, mode);
    assertThat(failure).isExactlyInstanceOf(ServerFaultException.class);
    assertThat(NouvelErrorCode.of(failure)).isEqualTo(NouvelErrorCode.INTERNAL_ERROR);
    assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
    assertThat(time.pauses())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(service.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void gatewaysFaultOfAnOrderLeavesTheOutcomeUnknown(Mode mode) {
    service.respond(502, "<html>Bad Gateway</html>");
    ApiException failure = failure(At.GENERATE, mode);
    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure.advice()).contains("newest projects");
    assertThat(service.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void postIsNeverPublishedTwice(Mode mode) throws IOException {
    try (NouvelClient eager =
        service
            .builder(time)
            .backoff(policy -> policy.withBillable(BillableRetry.EVERY_5XX))
            .build()) {
      service.respond(500, INTERNAL);
      ServerFaultException failure =
          catchThrowableOfType(ServerFaultException.class, () -> At.PUBLISH.ask(eager.api(), mode));
      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(NouvelErrorCode.of(failure)).isEqualTo(NouvelErrorCode.INTERNAL_ERROR);
      assertThat(service.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sixtyFirstRequestOfAMinuteWaitsHere(Mode mode) throws IOException {
    for (int i = 0; i < 61; i++) {
      service.respond("{\"jobId\": \"j\", \"status\": \"running\"}");
      At.JOB.ask(client.api(), mode);
    }
    assertThat(time.pauses()).hasSize(1);
    assertThat(time.pauses().get(0)).isBetween(Duration.ofNanos(1), Duration.ofSeconds(60));
  }
}
