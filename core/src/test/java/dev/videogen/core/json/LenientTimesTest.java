package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientTimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-05-05T16:00:00Z, 2026-05-05T16:00:00Z",
    "2026-05-05T16:00:00.5Z, 2026-05-05T16:00:00.500Z",
    "2026-05-05T16:00:00.123456789Z, 2026-05-05T16:00:00.123456789Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "2026-05-05T18:00:00+02:00, 2026-05-05T16:00:00Z",
    "2026-05-05 16:00:00, 2026-05-05T16:00:00Z",
    "2026-05-05T16:00, 2026-05-05T16:00:00Z",
    "' 2026-05-05T16:00:00Z ', 2026-05-05T16:00:00Z",
    "0000-03-01T00:00:00Z, 0000-03-01T00:00:00Z"
  })
  void everyUsualFormIsRead(String text, Instant moment) {
    assertThat(LenientTimes.parse(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "1746463200",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-05-05T24:00:01Z",
        "2026-05-05T16:60:00Z",
        "2026-05-05T16:00:60Z",
        "2026-05-05T16:00:00.1234567890Z",
        "2026-05-05T16:00:00,5Z",
        "2026-05-05T16:00:00Z2026-05-05T16:00:00Z",
        "+026-05-05T16:00:00Z",
        "２０２６-05-05T16:00:00Z"
      })
  void whatNamesNoMomentIsNull(String text) {
    assertThat(LenientTimes.parse(text)).isNull();
  }

  @Test
  void theShortWayAgreesWithTheFormatter() {
    Random random = new Random(20_261_126);
    String alphabet = "0123456789-T:.Z";
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L))
              .plusNanos(random.nextInt(4) == 0 ? random.nextInt(1_000_000_000) : 0);
      StringBuilder text = new StringBuilder(moment.toString());
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        text.setCharAt(random.nextInt(text.length() - 1), alphabet.charAt(random.nextInt(15)));
      }
      Instant expected = formatted(text.toString());
      assertThat(LenientTimes.parse(text.toString())).as(text.toString()).isEqualTo(expected);
      read += expected == null ? 0 : 1;
    }
    assertThat(read).isBetween(15_000, 45_000);
  }

  private static Instant formatted(String text) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
