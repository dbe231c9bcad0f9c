package dev.videogen.core.ledger;

import dev.videogen.core.json.LenientTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as {@link Instant#toString} prints them, without the kilobyte that it takes for each. */
final class LineTime {
  /** Years of four digits. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private LineTime() {}

  static void append(StringBuilder line, Instant time) {
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      line.append(time);
      return;
    }
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    digits(line, utc.getYear(), 1000);
    digits(line.append('-'), utc.getMonthValue(), 10);
    digits(line.append('-'), utc.getDayOfMonth(), 10);
    digits(line.append('T'), utc.getHour(), 10);
    digits(line.append(':'), utc.getMinute(), 10);
    digits(line.append(':'), utc.getSecond(), 10);
    int nanos = utc.getNano();
    if (nanos != 0) {
      digits(line.append('.'), nanos, 100_000_000);
    }
    line.append('Z');
  }

  private static void digits(StringBuilder line, int value, int highest) {
    for (int unit = highest; unit > 0; unit /= 10) {
      line.append((char) ('0' + value / unit % 10));
    }
  }

  /**
   * Reads what {@link #append} wrote.
   *
   * @throws java.time.DateTimeException if it isn't a time
   */
  static Instant parse(String text) {
    Instant usual = LenientTimes.parse(text);
    return usual != null ? usual : Instant.parse(text);
  }
}
