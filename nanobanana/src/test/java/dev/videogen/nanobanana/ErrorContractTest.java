package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.MethodNotAllowedException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.ErrorFixture;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented failure, through the real client, over a socket. */
class ErrorContractTest {
  private static final Map<NanoBananaErrorCode, Class<? extends ApiException>> TYPES =
      Map.ofEntries(
          Map.entry(NanoBananaErrorCode.PROMPT_REQUIRED, InvalidRequestException.class),
          Map.entry(NanoBananaErrorCode.PROMPT_TOO_LONG, InvalidRequestException.class),
          Map.entry(NanoBananaErrorCode.IMAGE_URL_REQUIRED, InvalidRequestException.class),
          Map.entry(NanoBananaErrorCode.IMAGE_URL_INVALID, InvalidRequestException.class),
          Map.entry(NanoBananaErrorCode.VIDEO_ID_REQUIRED, InvalidRequestException.class),
          Map.entry(NanoBananaErrorCode.AUTHORIZATION_MISSING, AuthenticationException.class),
          Map.entry(NanoBananaErrorCode.API_KEY_MALFORMED, AuthenticationException.class),
          Map.entry(NanoBananaErrorCode.API_KEY_UNKNOWN, AuthenticationException.class),
          Map.entry(NanoBananaErrorCode.API_KEY_REQUIRED, AuthenticationException.class),
          Map.entry(NanoBananaErrorCode.PLAN_REQUIRED, PlanRequiredException.class),
          Map.entry(NanoBananaErrorCode.CREDITS_EXHAUSTED, CreditsExhaustedException.class),
          Map.entry(NanoBananaErrorCode.ACCESS_DENIED, ForeignVideoException.class),
          Map.entry(NanoBananaErrorCode.VIDEO_NOT_FOUND, NotFoundException.class),
          Map.entry(NanoBananaErrorCode.METHOD_NOT_ALLOWED, MethodNotAllowedException.class),
          Map.entry(NanoBananaErrorCode.RATE_LIMITED, RateLimitedException.class),
          Map.entry(NanoBananaErrorCode.GENERATION_FAILED, ServerFaultException.class));

  private final NanoBananaServer server = NanoBananaServer.start();
  private final NanoBananaClient client =
      NanoBananaClient.builder()
          .apiKey(server.key())
          .baseUrl(server.url())
          .backoff(policy -> policy.withMaxAttempts(1))
          .time(new RecordedTime())
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static Stream<Arguments> everyErrorOfEveryEndpoint() {
    return Arrays.stream(NanoBananaErrors.values())
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
      NanoBananaErrors error, Endpoint endpoint, Mode mode) {
    ApiException failure = fail(error.fixture(), endpoint, mode);
    NanoBananaErrorCode code = NanoBananaErrorCode.valueOf(error.code());

    assertThat(NanoBananaErrorCode.of(failure)).isEqualTo(code);
    assertThat(failure).isExactlyInstanceOf(TYPES.get(code));
    assertThat(failure.advice()).isEqualTo(code.advice()).endsWith(".");
    assertThat(failure.provider()).isEqualTo("nanobanana");
    assertThat(failure.endpoint()).isEqualTo(endpoint.id());
    assertThat(failure.method()).isEqualTo(endpoint.method());
    assertThat(failure.status()).isEqualTo(error.status());
    assertThat(failure.body()).isEqualTo(error.body());
    assertThat(error.body()).contains(failure.error().replace("\"", "\\\""));
    assertThat(failure.getMessage()).contains(code.name()).contains(failure.advice());
    assertThat(failure.attempts()).hasSize(1);
    assertThat(failure.charge())
        .isEqualTo(
            error.status() == 500 && endpoint.method().equals("POST")
                ? Charge.POSSIBLE
                : Charge.NONE);
    assertThat(failure.supportReport())
        .contains("status: " + error.status(), "error: ", "time: ", "request id: ")
        .doesNotContain(server.key(), "a cat");
  }

  private ApiException fail(ErrorFixture fixture, Endpoint endpoint, Mode mode) {
    server.on(endpoint).respond(fixture);
    return catchThrowableOfType(ApiException.class, () -> mode.call(client.api(), endpoint.id()));
  }

  @Test
  void eachCodeHasAFixtureAndEachFixtureACode() {
    Set<NanoBananaErrorCode> codes =
        Arrays.stream(NanoBananaErrors.values())
            .map(DocumentedError::code)
            .map(NanoBananaErrorCode::valueOf)
            .collect(Collectors.toSet());

    assertThat(codes).isEqualTo(EnumSet.complementOf(EnumSet.of(NanoBananaErrorCode.UNRECOGNISED)));
    assertThat(TYPES.keySet()).isEqualTo(codes);
  }

  /** The literal messages of the errors page and of the pages beside it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "400|Field \"prompt\" is required|PROMPT_REQUIRED",
        "400|Prompt cannot exceed 2000 characters|PROMPT_TOO_LONG",
        "400|Field \"image_url\" is required|IMAGE_URL_REQUIRED",
        "400|Invalid image_url format|IMAGE_URL_INVALID",
        "400|video_id parameter is required|VIDEO_ID_REQUIRED",
        "401|Missing or invalid Authorization header. Use: Bearer YOUR_API_KEY|AUTHORIZATION_MISSING",
        "401|Missing or invalid Authorization header|AUTHORIZATION_MISSING",
        "401|Invalid API key format|API_KEY_MALFORMED",
        "401|Invalid API key|API_KEY_UNKNOWN",
        "401|API key required|API_KEY_REQUIRED",
        "403|API access requires the API plan (€59.99/mo). Please upgrade your subscription.|PLAN_REQUIRED",
        "403|API access requires the API plan|PLAN_REQUIRED",
        "403|Crédits insuffisants ou limite de vidéos atteinte|CREDITS_EXHAUSTED",
        "403|Access denied|ACCESS_DENIED",
        "404|Video not found|VIDEO_NOT_FOUND",
        "429|Rate limit exceeded.|RATE_LIMITED",
        "429|Rate limit exceeded. You have generated 30 videos in the last 30 minutes.|RATE_LIMITED",
      })
  void eachDocumentedMessageIsInAFixture(int status, String message, String code) {
    assertThat(NanoBananaErrors.values())
        .anySatisfy(
            error -> {
              assertThat(error.status()).isEqualTo(status);
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.textDocumented()).isTrue();
              assertThat(error.body())
                  .contains("\"error\":\"" + message.replace("\"", "\\\"") + "\"");
            });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "400|The field \"prompt\" is required.|PROMPT_REQUIRED",
        "400|PROMPT CANNOT EXCEED 4000 CHARACTERS|PROMPT_TOO_LONG",
        "400|Field \"image_url\"  is  required!|IMAGE_URL_REQUIRED",
        "400|Invalid image_url|IMAGE_URL_INVALID",
        "401|Invalid API key.|API_KEY_UNKNOWN",
        "401|Invalid API key format: check it|API_KEY_MALFORMED",
        "401|Missing or invalid Authorization header.|AUTHORIZATION_MISSING",
        "403|Credits insuffisants|CREDITS_EXHAUSTED",
        "403|CRÉDITS INSUFFISANTS OU LIMITE DE VIDÉOS ATTEINTE.|CREDITS_EXHAUSTED",
        "403|Cr\\u00e9dits insuffisants ou limite de vid\\u00e9os atteinte|CREDITS_EXHAUSTED",
        "403|Cre\u0301dits insuffisants|CREDITS_EXHAUSTED",
        "403|limite de videos|CREDITS_EXHAUSTED",
        "403|API access requires the API plan (€89/mo).|PLAN_REQUIRED",
        "403|Access denied.|ACCESS_DENIED",
        "403|Accès refusé|UNRECOGNISED",
        "403|Forbidden|UNRECOGNISED",
        "400|Something else|UNRECOGNISED",
        "401|Nope|UNRECOGNISED",
        "404|No such page|UNRECOGNISED",
        "418|Invalid API key|UNRECOGNISED",
        "429|Slow down|RATE_LIMITED",
        "500|Video not found|GENERATION_FAILED",
      })
  void nearMessagesDecodeAlikeAndForeignOnesDoNot(int status, String message, String code) {
    for (Mode mode : Mode.values()) {
      String body = "{\"success\":false,\"error\":\"" + message.replace("\"", "\\\"") + "\"}";
      server
          .onTextToVideo()
          .respond(new mockwebserver3.MockResponse.Builder().code(status).body(body).build());
      ApiException failure =
          catchThrowableOfType(ApiException.class, () -> mode.textToVideo(client.api()));
      assertThat(NanoBananaErrorCode.of(failure).name()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalTellsWaitAndRateLimit(Mode mode) {
    ApiException failure =
        fail(NanoBananaErrors.RATE_LIMITED.fixture(), Endpoint.TEXT_TO_VIDEO, mode);

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(847));
    assertThat(failure.rateLimit().limit()).isEqualTo(30);
    assertThat(failure.rateLimit().remaining()).isZero();
    assertThat(failure.rateLimit().count()).isEqualTo(30);
    assertThat(failure.rateLimit().resetIn()).isEqualTo(Duration.ofSeconds(847));

    failure =
        fail(
            NanoBananaErrors.RATE_LIMITED.fixture().withoutRetryAfter().withBodyWait(12),
            Endpoint.TEXT_TO_VIDEO,
            mode);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aResetAtTheEndOfTimeIsAWaitLikeAnother(Mode mode) {
    ErrorFixture fixture =
        NanoBananaErrors.RATE_LIMITED_FULL
            .fixture()
            .withoutRetryAfter()
            .withoutBodyWait()
            .withResetAt("+999999999-12-31T23:59:59Z");
    server.on(Endpoint.TEXT_TO_VIDEO).respond(fixture);
    try (NanoBananaClient repeating =
        NanoBananaClient.builder()
            .apiKey(server.key())
            .baseUrl(server.url())
            .time(new RecordedTime())
            .build()) {
      ApiException failure =
          catchThrowableOfType(RateLimitedException.class, () -> mode.textToVideo(repeating.api()));

      assertThat(failure.retryAfter()).isGreaterThan(Duration.ofDays(365));
    }
  }
}
