package dev.videogen.core.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerWaitTest {
  private static final Instant NOW = Instant.parse("2026-05-05T18:00:00Z");

  private static @Nullable Duration header(String... values) {
    Headers.Builder headers = new Headers.Builder();
    for (String value : values) {
      headers.addUnsafeNonAscii("Retry-After", value);
    }
    return ServerWait.fromHeader(headers.build(), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "847, 847000",
    "1, 1000",
    "0.5, 500",
    "1.0001, 1001",
    "' 23 ', 23000",
    "1e2, 100000",
    "0.0000001, 1",
    "0.0001, 1",
    "00000000000000000000000000000005, 5000",
    "1000000000, 1000000000000",
  })
  void secondsAreReadAndRoundedUp(String value, long millis) {
    assertThat(header(value)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "-1",
        "-0.0",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x10",
        "1,5",
        "10 s",
        "Tue, 99 Nov 2026",
        "000000000000000000000000000000005",
        "99999999999999999999999999999999999999999999"
      })
  void whatNamesNoWaitIsAsIfAbsent(String value) {
    assertThat(header(value)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        " 0 ",
        "0.0",
        "Tue, 05 May 2026 17:59:59 GMT",
        "Tue, 05 May 2026 18:00:00 GMT",
      })
  void zeroAndAPastDateMeanNow(String value) {
    assertThat(header(value)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999999", "1e999999", "99999999999999999999"})
  void anAbsurdWaitStaysAWaitThatIsTooLong(String value) {
    assertThat(header(value)).isGreaterThan(Duration.ofDays(30_000));
  }

  @Test
  void aDateCountsFromTheResponsesOwnDate() {
    assertThat(header("Tue, 05 May 2026 18:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void ofSeveralValuesTheLongestCounts() {
    assertThat(header("5", "garbage", "10")).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void noTextEverThrows() {
    Random random = new Random(42);
    String alphabet = "0123456789.eE+-NaInfity, :GMTuesdvJ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(34); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Duration wait = header(text.toString());
      assertThat(wait == null || !wait.isNegative()).isTrue();
    }
  }

  @Test
  void aMomentAtTheEndOfTimeIsACenturyAway() {
    assertThat(ServerWait.until(Instant.MAX, Instant.EPOCH)).isEqualTo(Duration.ofDays(36_500));
  }
}
