package dev.videogen.core.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the timestamps that services print: with {@code Z}, an offset, or no zone at all (UTC). */
public final class LenientTimes {
  private LenientTimes() {}

  /**
   * The moment a text names, or null if it names none. A blank may stand for the {@code T}; without
   * a zone the text is read as UTC.
   */
  public static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
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
}
