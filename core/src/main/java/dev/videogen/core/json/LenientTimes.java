package dev.videogen.core.json;

import dev.videogen.core.annotations.ProviderApi;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the timestamps that services print: with {@code Z}, an offset, or no zone at all (UTC). */
@ProviderApi
public final class LenientTimes {
  private static final int LENGTH_TO_SECONDS = 19;
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };

  /** From the first day of the year 1 to 1970-01-01. */
  private static final long DAYS_TO_EPOCH = 719_162;

  private static final int SECONDS_PER_DAY = 86_400;

  private LenientTimes() {}

  /**
   * The moment a text names, or null if it names none. A blank may stand for the {@code T}; without
   * a zone the text is read as UTC.
   */
  public static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Instant documented = documented(text);
    if (documented != null) {
      return documented;
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(iso, Instant::from);
    } catch (DateTimeException withoutOffset) {
      try {
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException unreadable) {
        return null;
      }
    }
  }

  /**
   * The moment of a text like {@code 2026-05-05T16:00:00Z} or {@code 2026-05-05T16:00:00.123Z}, or
   * null for any other, valid or not. A formatter makes over a kilobyte of garbage for each.
   */
  private static @Nullable Instant documented(String text) {
    int end = text.length() - 1;
    if (end < LENGTH_TO_SECONDS
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(end) != 'Z') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, LENGTH_TO_SECONDS);
    int nanos = end == LENGTH_TO_SECONDS ? 0 : nanos(text, end);
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || day > daysIn(month, year)
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || nanos < 0) {
      return null;
    }
    int seconds = (hour * 60 + minute) * 60 + second;
    return Instant.ofEpochSecond(epochDay(year, month, day) * SECONDS_PER_DAY + seconds, nanos);
  }

  private static int nanos(String text, int end) {
    int first = LENGTH_TO_SECONDS + 1;
    int length = end - first;
    if (text.charAt(LENGTH_TO_SECONDS) != '.' || length < 1 || length > MOST_FRACTION_DIGITS) {
      return -1;
    }
    int nanos = digits(text, first, end);
    for (int i = length; i < MOST_FRACTION_DIGITS && nanos > 0; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The number that these characters are, or -1 if they aren't all digits. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int daysIn(int month, int year) {
    int days = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
    return month == 2 && isLeap(year) ? days + 1 : days;
  }

  /** Year's own method would load all of the formatters with its class. */
  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static long epochDay(int year, int month, int day) {
    int before = year - 1;
    long days = 365L * before + before / 4 - before / 100 + before / 400;
    int leap = month > 2 && isLeap(year) ? 1 : 0;
    return days + DAYS_BEFORE_MONTH[month - 1] + leap + day - 1 - DAYS_TO_EPOCH;
  }
}
