package dev.videogen.core.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as JSON writes them, of any length. */
final class Numbers {
  /** Beyond this many digits before the point no number fits a long. */
  private static final double LARGEST = 0x1p63;

  /**
   * Reading a number takes time by the square of its length, and none that means something is
   * longer.
   */
  private static final int MOST_DIGITS = 1000;

  /** Up to this length plain digits fit a long. */
  private static final int SAFE_DIGITS = 18;

  private Numbers() {}

  /** The number, or null if it is too long, or its exponent too large. */
  static @Nullable BigDecimal decimal(String digits) {
    if (digits.length() > MOST_DIGITS) {
      return null;
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException exponentTooLarge) {
      return null;
    }
  }

  /** The whole part, or null if it doesn't fit. */
  static @Nullable Long whole(String digits) {
    if (digits.length() <= SAFE_DIGITS && isPlain(digits)) {
      return Long.parseLong(digits);
    }
    BigDecimal number = decimal(digits);
    return number == null ? null : whole(number);
  }

  static @Nullable Long whole(BigDecimal number) {
    return Math.abs(number.doubleValue()) < LARGEST ? Long.valueOf(number.longValue()) : null;
  }

  /** The same for an int. */
  static @Nullable Integer integer(@Nullable Long whole) {
    return whole == null || whole != whole.intValue() ? null : Integer.valueOf(whole.intValue());
  }

  /** The number's digits, without an exponent where that is short. */
  static String text(String digits) {
    if (isPlain(digits)) {
      return digits;
    }
    BigDecimal number = decimal(digits);
    return number == null ? digits : text(number);
  }

  static String text(BigDecimal number) {
    return number.scale() <= 0 && number.scale() > -32 ? number.toPlainString() : number.toString();
  }

  private static boolean isPlain(String digits) {
    for (int i = digits.startsWith("-") ? 1 : 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
