package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.ErrorFixture;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** What is logged of a call, at which level. */
class LoggingTest {
  private static final String PROMPT = "a zebra that nobody may read about";
  private static final TextToVideoRequest ORDER = TextToVideoRequest.builder(PROMPT).build();

  private final NanoBananaServer server = NanoBananaServer.start();
  private final RecordedTime time = new RecordedTime(Instant.parse("2026-01-02T03:04:05Z"));
  private final NanoBananaClient client =
      NanoBananaClient.builder().apiKey(server.key()).baseUrl(server.url()).time(time).build();

  @BeforeEach
  void forget() {
    CapturedLog.clear();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aSuccessIsNotHeardAboveDebug(Mode mode) throws Exception {
    mode.textToVideo(client.api(), ORDER);

    assertThat(CapturedLog.lines()).isNotEmpty().allMatch(line -> line.level() == Level.DEBUG);
    nothingPrivate();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWaitSaysHowLongUntilWhenAndForWhichAttempt(Mode mode) throws Exception {
    server.onTextToVideo().respond(NanoBananaErrors.RATE_LIMITED.fixture().withWait(847));
    mode.textToVideo(client.api(), ORDER);

    List<CapturedLog.Line> waits = CapturedLog.lines(Level.INFO);
    assertThat(waits).hasSize(1);
    assertThat(waits.get(0).message())
        .startsWith("nanobanana textToVideo: status 429, waiting 847.0 s until 2026-01-02T03:")
        .endsWith(" before attempt 2 of 4");
    assertThat(waits.get(0).pairs())
        .hasSize(4)
        .startsWith("provider=nanobanana", "endpoint=textToVideo")
        .endsWith("attempt=2");
    assertThat(waits.get(0).pairs().get(2)).matches("call=[0-9a-f]{8}-\\d+");
    assertThat(CapturedLog.lines(Level.WARN)).isEmpty();
    nothingPrivate();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFinalFailureIsAWarningWithItsFacts(Mode mode) {
    ErrorFixture exhausted = NanoBananaErrors.CREDITS_EXHAUSTED.fixture();
    server
        .on(Endpoint.TEXT_TO_VIDEO)
        .respond(
            exhausted.withHeaders(
                exhausted.headers().newBuilder().set("X-Request-Id", "req-17").build()));
    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> mode.textToVideo(client.api(), ORDER));

    List<CapturedLog.Line> warnings = CapturedLog.lines(Level.WARN);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).message()).isEqualTo(failure.getMessage());
    assertThat(warnings.get(0).pairs())
        .contains(
            "status=403",
            "error=" + failure.error(),
            "reason=" + failure.reason(),
            "requestId=req-17",
            "time=" + failure.time());
    assertThat(CapturedLog.lines(Level.INFO)).isEmpty();
    nothingPrivate();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatAServiceSaysForgesNoLineInAnyPartOfTheLog(Mode mode) {
    server
        .on(Endpoint.TEXT_TO_VIDEO)
        .respond(
            new MockResponse.Builder()
                .code(402)
                .addHeader("Content-Type", "application/json")
                .body("{\"error\":\"a\\r\\nWARN b\\u2028c\\u0085d\\u001be\",\"reason\":\"f\\ng\"}")
                .build());
    ApiException unused =
        catchThrowableOfType(ApiException.class, () -> mode.textToVideo(client.api(), ORDER));

    List<CapturedLog.Line> warnings = CapturedLog.lines(Level.WARN);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).message() + warnings.get(0).pairs())
        .doesNotContainPattern("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]");
  }

  private void nothingPrivate() {
    assertThat(CapturedLog.lines())
        .noneMatch(line -> line.inFull().contains(server.key()))
        .filteredOn(line -> line.level().toInt() > Level.DEBUG.toInt())
        .noneMatch(line -> line.inFull().contains("zebra"))
        .noneMatch(line -> line.inFull().contains("{\""));
  }
}
