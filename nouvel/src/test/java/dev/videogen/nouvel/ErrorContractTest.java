package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnprocessableException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.testkit.ConnectionWatch;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.ErrorFixture;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented failure, through the real client, over a socket. */
class ErrorContractTest {
  private static final Map<NouvelErrorCode, Class<? extends ApiException>> TYPES =
      Map.ofEntries(
          Map.entry(NouvelErrorCode.URLS_INVALID, InvalidRequestException.class),
          Map.entry(NouvelErrorCode.INVALID_REQUEST, InvalidRequestException.class),
          Map.entry(NouvelErrorCode.API_KEY_UNRESOLVED, AuthenticationException.class),
          Map.entry(NouvelErrorCode.QUOTA_EXCEEDED, QuotaExceededException.class),
          Map.entry(NouvelErrorCode.PLAN_WITHOUT_API, PlanWithoutApiException.class),
          Map.entry(NouvelErrorCode.PERMISSION_MISSING, MissingPermissionException.class),
          Map.entry(NouvelErrorCode.NOT_YOURS, PermissionException.class),
          Map.entry(NouvelErrorCode.JOB_NOT_FOUND, NotFoundException.class),
          Map.entry(NouvelErrorCode.NOT_FOUND, NotFoundException.class),
          Map.entry(NouvelErrorCode.NOT_A_PRODUCT, NotAProductException.class),
          Map.entry(NouvelErrorCode.SHOP_UNSUPPORTED, UnsupportedShopException.class),
          Map.entry(NouvelErrorCode.PROJECT_NOT_PUBLISHABLE, UnprocessableException.class),
          Map.entry(NouvelErrorCode.RATE_LIMITED, RateLimitedException.class),
          Map.entry(NouvelErrorCode.DAILY_LIMIT, DailyLimitException.class),
          Map.entry(NouvelErrorCode.INTERNAL_ERROR, ServerFaultException.class),
          Map.entry(NouvelErrorCode.PUBLISHING_FAILED, ServerFaultException.class));

  private static final Set<Endpoint> PAID =
      EnumSet.of(Endpoint.GENERATE, Endpoint.PUBLISH, Endpoint.COPILOT_CHAT);

  private final ConnectionWatch watch = new ConnectionWatch();
  private final NouvelServer server = NouvelServer.start();
  private final NouvelClient client =
      NouvelClient.builder()
          .apiKey(server.key())
          .baseUrl(server.url())
          .client(new OkHttpClient.Builder().eventListenerFactory(watch).build())
          .backoff(policy -> policy.withMaxAttempts(1))
          .throttle(Throttle.none())
          .time(new RecordedTime())
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static Object call(NouvelApi api, Endpoint endpoint, Mode mode) throws IOException {
    GenerateRequest order = GenerateRequest.of("https://example.com/products/a");
    PublishRequest post =
        PublishRequest.now("p", PublishTarget.of(Platform.TIKTOK, "a", "see this"));
    ChatRequest chat = ChatRequest.of(ChatMessage.user("hello"));
    return switch (endpoint) {
      case GENERATE -> mode.run(api.generate(order));
      case JOB -> mode.run(api.job("j"));
      case PROJECTS -> mode.run(api.projects(ProjectFilter.ALL.page(1).pageSize(20)));
      case PROJECT -> mode.run(api.project("p"));
      case PUBLISH -> mode.run(api.publish(post));
      case POST -> mode.run(api.publication("p"));
      case ACCOUNTS -> mode.run(api.accounts());
      case ANALYTICS -> mode.run(api.analytics(PostFilter.ALL));
      case DAILY_ANALYTICS -> mode.run(api.dailyAnalytics(DailyFilter.ALL));
      case FOLLOWERS -> mode.run(api.followers(Map.of()));
      case COPILOT_CHAT -> mode.run(api.chat(chat));
      default -> throw new AssertionError("not Nouvel's: " + endpoint);
    };
  }

  private ApiException fail(MockResponse answer, Endpoint endpoint, Mode mode) {
    server.on(endpoint).respond(answer);
    return catchThrowableOfType(ApiException.class, () -> call(client.api(), endpoint, mode));
  }

  private static Stream<Arguments> everyErrorOfEveryEndpoint() {
    return Arrays.stream(NouvelErrors.values())
        .flatMap(
            error ->
                error.endpoints().stream()
                    .flatMap(
                        endpoint ->
                            Stream.of(Mode.values())
                                .map(mode -> Arguments.of(error, endpoint, mode))));
  }

  @ParameterizedTest
  @MethodSource("everyErrorOfEveryEndpoint")
  void eachDocumentedErrorHasItsTypeCodeAndAdvice(
      NouvelErrors error, Endpoint endpoint, Mode mode) {
    ApiException failure = fail(error.toMockResponse(), endpoint, mode);
    NouvelErrorCode code = NouvelErrorCode.valueOf(error.code());

    assertThat(NouvelErrorCode.of(failure)).isEqualTo(code);
    assertThat(failure).isExactlyInstanceOf(TYPES.get(code));
    assertThat(failure.advice()).isEqualTo(code.advice()).endsWith(".");
    assertThat(failure.provider()).isEqualTo("nouvel");
    assertThat(failure.method()).isEqualTo(endpoint.method());
    assertThat(failure.status()).isEqualTo(error.status());
    assertThat(failure.body()).isEqualTo(error.body());
    assertThat(error.body()).contains(failure.error());
    assertThat(failure.getMessage()).contains(code.name()).contains(failure.advice());
    assertThat(failure.charge())
        .isEqualTo(
            error.status() == 500 && PAID.contains(endpoint) ? Charge.POSSIBLE : Charge.NONE);
    assertThat(failure.supportReport())
        .contains("status: " + error.status(), "error: ", "time: ", "request id: ")
        .doesNotContain(server.key(), "see this", "hello");
    watch.assertNothingLeaked();
  }

  @Test
  void eachCodeHasAFixtureAndEachFixtureACode() {
    Set<NouvelErrorCode> codes =
        Arrays.stream(NouvelErrors.values())
            .map(DocumentedError::code)
            .map(NouvelErrorCode::valueOf)
            .collect(Collectors.toSet());

    assertThat(codes).isEqualTo(EnumSet.complementOf(EnumSet.of(NouvelErrorCode.UNRECOGNISED)));
    assertThat(TYPES.keySet()).isEqualTo(codes);
  }

  /** The literal messages of the errors page and of the permissions page. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "400|urls must be an array of 1-3 URLs|URLS_INVALID",
        "401|Unable to resolve user from API key|API_KEY_UNRESOLVED",
        "402|quota_exceeded|QUOTA_EXCEEDED",
        "402|You've used all 30 videos for this billing period. Add credits ($8/video) or upgrade your plan.|QUOTA_EXCEEDED",
        "403|This API key does not have the 'generate' permission|PERMISSION_MISSING",
        "403|This API key does not have the 'projects:read' permission|PERMISSION_MISSING",
        "404|Not found|JOB_NOT_FOUND",
        "404|Job not found|JOB_NOT_FOUND",
        "422|not_a_product|NOT_A_PRODUCT",
        "422|example.com is not a product page. Paste a link to a product you want to advertise.|NOT_A_PRODUCT",
        "429|Rate limit exceeded|RATE_LIMITED",
        "429|You have made too many requests. Please wait before trying again.|RATE_LIMITED",
        "500|Internal server error|INTERNAL_ERROR",
        "500|An unexpected error occurred. Please try again later.|INTERNAL_ERROR",
      })
  void eachDocumentedMessageIsInAFixture(int status, String message, String code) {
    assertThat(NouvelErrors.values())
        .anySatisfy(
            error -> {
              assertThat(error.status()).isEqualTo(status);
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.textDocumented()).isTrue();
              assertThat(error.body()).contains("\"" + message + "\"");
            });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "400|URLS must be a list of 1-5 URLs.|URLS_INVALID",
        "400|something else|INVALID_REQUEST",
        "402|Quota_Exceeded.|QUOTA_EXCEEDED",
        "402|your trial is over|PLAN_WITHOUT_API",
        "403|this key does not have the \\u0027publish\\u0027 permission!|PERMISSION_MISSING",
        "403|not yours|NOT_YOURS",
        "404|job not found|JOB_NOT_FOUND",
        "404|no such thing|NOT_FOUND",
        "409|quota_exceeded|UNRECOGNISED",
        "422|not_a_product|NOT_A_PRODUCT",
        "422|unsupported_platform|SHOP_UNSUPPORTED",
        "429|slow down|RATE_LIMITED",
        "500|internal server error!|INTERNAL_ERROR",
        "500|it broke|UNRECOGNISED",
        "503|Internal server error|UNRECOGNISED",
      })
  void nearMessagesDecodeAlikeAndForeignOnesDoNot(int status, String message, String code) {
    MockResponse answer =
        new MockResponse.Builder().code(status).body("{\"error\":\"" + message + "\"}").build();
    for (Mode mode : Mode.values()) {
      ApiException failure = fail(answer, Endpoint.GENERATE, mode);
      assertThat(NouvelErrorCode.of(failure).name()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void usageIsToldAndWhatRemainsIsNeverNegative(Mode mode) {
    ErrorFixture over = NouvelErrors.QUOTA_EXCEEDED.fixture().withUsage(145, 100);
    QuotaExceededException failure =
        (QuotaExceededException) fail(over.toMockResponse(), Endpoint.GENERATE, mode);

    assertThat(failure.usage().used()).isEqualTo(145);
    assertThat(failure.usage().limit()).isEqualTo(100);
    assertThat(failure.usage().remaining()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void ofTwoWaitsTheLongerIsTold(Mode mode) {
    ErrorFixture refusal = NouvelErrors.RATE_LIMITED.fixture();
    assertThat(
            fail(refusal.withBodyWait(40).withRetryAfter(23).toMockResponse(), Endpoint.JOB, mode)
                .retryAfter())
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(
            fail(refusal.withBodyWait(4).withRetryAfter(23).toMockResponse(), Endpoint.JOB, mode)
                .retryAfter())
        .isEqualTo(Duration.ofSeconds(23));
    assertThat(fail(refusal.withoutRetryAfter().toMockResponse(), Endpoint.JOB, mode).retryAfter())
        .isEqualTo(Duration.ofSeconds(23));
  }
}
