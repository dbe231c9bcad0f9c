package dev.videogen.core.errors;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP headers write them. */
final class HttpDates {
  private HttpDates() {}

  static @Nullable Instant parse(@Nullable String text) {
    if (text == null || text.isEmpty() || !Character.isLetter(text.charAt(0))) {
      return null;
    }
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim()));
    } catch (DateTimeException malformed) {
      return null;
    }
  }
}
