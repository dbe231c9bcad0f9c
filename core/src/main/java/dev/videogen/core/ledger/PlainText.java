package dev.videogen.core.ledger;

import java.util.Objects;

/** Checks texts that people search for and that one line has to hold. */
final class PlainText {
  private static final int SHOWN = 60;

  private PlainText() {}

  static String checked(String field, String value, int longest) {
    Objects.requireNonNull(value, field);
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + ": " + shown(value) + ", must not be blank");
    }
    int length = value.codePointCount(0, value.length());
    if (length > longest) {
      throw new IllegalArgumentException(
          field + ": " + shown(value) + ", " + length + " characters, at most " + longest);
    }
    for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
      c = value.codePointAt(i);
      if (Character.isISOControl(c)) {
        throw new IllegalArgumentException(
            field + ": " + shown(value) + ", must have no control characters");
      }
      // Stored as UTF-8, halves of surrogate pairs would all become the same question mark.
      if (isHalfPair(c)) {
        throw new IllegalArgumentException(
            field + ": " + shown(value) + ", must have no half of a surrogate pair");
      }
    }
    return value;
  }

  private static boolean isHalfPair(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** The value in quotes, cut where it is long, with what doesn't print escaped. */
  private static String shown(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || isHalfPair(c)) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    boolean cut = value.codePointCount(0, value.length()) > SHOWN;
    return text.append(cut ? "…\"" : "\"").toString();
  }
}
