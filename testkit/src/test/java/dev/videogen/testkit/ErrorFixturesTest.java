package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorFixturesTest {
  static List<DocumentedError> everyError() {
    return DocumentedError.all();
  }

  @ParameterizedTest
  @MethodSource("everyError")
  void everyErrorIsWhole(DocumentedError error) {
    assertThat(error.status()).isBetween(400, 500);
    assertThat(error.code()).matches("[A-Z_]+");
    assertThat(error.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(Json.parseObject(error.body())).containsKey("error");
    assertThat(error.endpoints()).isNotEmpty();
    assertThat(error.endpoints()).allMatch(it -> it.service().equals(error.service()));
    assertThat(error.documentedCause()).isNotBlank();
    assertThat(error.source()).endsWith("page");
  }

  @ParameterizedTest
  @MethodSource("everyError")
  void everyErrorArrivesOverTheWireAsWritten(DocumentedError error) throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(error.toMockResponse());
      server.start();
      OkHttpClient client = new OkHttpClient();
      try (Response response =
          client.newCall(new Request.Builder().url(server.url("/")).build()).execute()) {
        assertThat(response.code()).isEqualTo(error.status());
        assertThat(response.body().string()).isEqualTo(error.body());
        assertThat(response.headers().toMultimap())
            .containsAllEntriesOf(error.headers().toMultimap());
      }
      client.connectionPool().evictAll();
    }
  }

  @Test
  void everyFileHasItsConstant() throws Exception {
    for (String service : List.of("nanobanana", "nouvel")) {
      Path folder = Path.of(ErrorFixture.class.getResource("errors/" + service).toURI());
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(it -> it.getFileName().toString()))
            .containsExactlyInAnyOrderElementsOf(
                everyError().stream()
                    .filter(it -> it.service().equals(service))
                    .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json")
                    .toList());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PROMPT_REQUIRED | Field \"prompt\" is required",
        "PROMPT_TOO_LONG | Prompt cannot exceed 2000 characters",
        "IMAGE_URL_REQUIRED | Field \"image_url\" is required",
        "IMAGE_URL_INVALID | Invalid image_url format",
        "VIDEO_ID_REQUIRED | video_id parameter is required",
        "AUTHORIZATION_MISSING | Missing or invalid Authorization header. Use: Bearer YOUR_API_KEY",
        "AUTHORIZATION_MISSING_SHORT | Missing or invalid Authorization header",
        "API_KEY_MALFORMED | Invalid API key format",
        "API_KEY_UNKNOWN | Invalid API key",
        "API_KEY_REQUIRED | API key required",
        "PLAN_REQUIRED | API access requires the API plan (€59.99/mo). Please upgrade your subscription.",
        "PLAN_REQUIRED_SHORT | API access requires the API plan",
        "CREDITS_EXHAUSTED | Crédits insuffisants ou limite de vidéos atteinte",
        "ACCESS_DENIED | Access denied",
        "VIDEO_NOT_FOUND | Video not found",
        "RATE_LIMITED | Rate limit exceeded.",
        "RATE_LIMITED_FULL | Rate limit exceeded. You have generated 30 videos in the last 30 minutes.",
      })
  void nanoBananaSaysWhatIsDocumented(NanoBananaErrors error, String message) {
    assertThat(Json.parseObject(error.body()))
        .containsEntry("success", false)
        .containsEntry("error", message);
    assertThat(error.textDocumented()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "URLS_INVALID | {\"error\":\"urls must be an array of 1-3 URLs\"}",
        "API_KEY_UNRESOLVED | {\"error\":\"Unable to resolve user from API key\"}",
        "QUOTA_EXCEEDED | {\"error\":\"quota_exceeded\",\"reason\":\"You've used all 30 videos for this billing period. Add credits ($8/video) or upgrade your plan.\",\"usage\":{\"used\":30,\"limit\":30}}",
        "PERMISSION_GENERATE | {\"error\":\"This API key does not have the 'generate' permission\"}",
        "PERMISSION_PROJECTS_READ | {\"error\":\"This API key does not have the 'projects:read' permission\"}",
        "JOB_NOT_FOUND | {\"error\":\"Not found\",\"reason\":\"Job not found\"}",
        "NOT_A_PRODUCT | {\"error\":\"not_a_product\",\"reason\":\"example.com is not a product page. Paste a link to a product you want to advertise.\"}",
        "RATE_LIMITED | {\"error\":\"Rate limit exceeded\",\"reason\":\"You have made too many requests. Please wait before trying again.\",\"retryAfter\":23}",
        "INTERNAL_ERROR | {\"error\":\"Internal server error\",\"reason\":\"An unexpected error occurred. Please try again later.\"}",
      })
  void nouvelSaysWhatIsDocumented(NouvelErrors error, String body) {
    assertThat(error.body()).isEqualTo(body);
    assertThat(error.textDocumented()).isTrue();
  }

  @Test
  void aWaitChangesHeaderAndBodyTogether() {
    ErrorFixture nanoBanana = NanoBananaErrors.RATE_LIMITED.fixture().withWait(5);
    ErrorFixture nouvel = NouvelErrors.RATE_LIMITED.fixture().withWait(5);

    assertThat(nanoBanana.headers().get("Retry-After")).isEqualTo("5");
    assertThat(nanoBanana.body())
        .endsWith(
            "\"rate_limit\":{\"count\":30,\"limit\":30,\"remaining\":0,\"reset_in_seconds\":5}}");
    assertThat(nouvel.headers().get("Retry-After")).isEqualTo("5");
    assertThat(nouvel.body()).endsWith("\"retryAfter\":5}");
  }

  @Test
  void headerAndBodyChangeApart() {
    ErrorFixture fixture = NouvelErrors.RATE_LIMITED.fixture();

    assertThat(fixture.withoutRetryAfter().headers().get("Retry-After")).isNull();
    assertThat(fixture.withoutRetryAfter().body()).isEqualTo(fixture.body());
    assertThat(fixture.withRetryAfter("soon").headers().values("Retry-After"))
        .containsExactly("soon");
    assertThat(fixture.withoutBodyWait().body()).doesNotContain("retryAfter");
    assertThat(fixture.withoutBodyWait().headers()).isEqualTo(fixture.headers());
  }

  @Test
  void resetMomentComesAndGoes() {
    assertThat(NanoBananaErrors.RATE_LIMITED_FULL.fixture().withoutResetAt().body())
        .doesNotContain("reset_at");
    assertThat(NanoBananaErrors.RATE_LIMITED.fixture().withResetAt("2026-06-22 19:18:54").body())
        .contains("\"reset_at\":\"2026-06-22 19:18:54\"");
    assertThat(NouvelErrors.DAILY_LIMIT.fixture().withoutResetAt().body())
        .doesNotContain("resetAt");
  }

  @Test
  void usageMayExceedItsLimit() {
    assertThat(Json.parseObject(NouvelErrors.QUOTA_EXCEEDED.fixture().withUsage(145, 100).body()))
        .containsEntry("usage", Map.of("used", 145L, "limit", 100L))
        .containsEntry(
            "reason",
            "You've used all 100 videos for this billing period. Add credits ($8/video) or"
                + " upgrade your plan.");
  }

  @Test
  void variantsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> NanoBananaErrors.PROMPT_REQUIRED.fixture().withWait(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PROMPT_REQUIRED: no rate_limit");
    assertThatThrownBy(() -> NouvelErrors.NOT_A_PRODUCT.fixture().withWait(1))
        .hasMessageContaining("status 422 is no rate limit");
    assertThatThrownBy(() -> NouvelErrors.RATE_LIMITED.fixture().withUsage(1, 2))
        .hasMessageContaining("no usage");
  }
}
