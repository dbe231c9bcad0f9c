package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long a response asks to wait, read from its {@code Retry-After} header or a body's field. */
@ProviderApi
public final class ServerWait {
  /** Far above any cap, and far from overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final int LONGEST_NUMBER = 32;
  private static final Pattern ZERO = Pattern.compile("\\s*0+(\\.0*)?\\s*");

  private ServerWait() {}

  /**
   * The wait that {@code Retry-After} names: seconds, decimals, or an HTTP date counted from the
   * response's own {@code Date}. Of several the longest. Zero means now, as does a date that has
   * passed; null that none is well formed.
   */
  public static @Nullable Duration fromHeader(Headers headers, Instant respondedAt) {
    Duration longest = null;
    for (String value : headers.values("Retry-After")) {
      Duration wait = ZERO.matcher(value).matches() ? Duration.ZERO : seconds(value);
      Instant date = wait == null ? date(value) : null;
      if (date != null) {
        Duration ahead = until(date, respondedAt);
        wait = ahead == null ? Duration.ZERO : ahead;
      }
      if (wait != null && (longest == null || wait.compareTo(longest) > 0)) {
        longest = wait;
      }
    }
    return longest;
  }

  private static @Nullable Instant date(String value) {
    return new Headers.Builder().addUnsafeNonAscii("Date", value).build().getInstant("Date");
  }

  /**
   * Seconds as a JSON number or as text, rounded up to milliseconds. Null for what is no positive,
   * finite number.
   */
  public static @Nullable Duration seconds(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString().trim();
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.signum() <= 0) {
        return null;
      }
      // Compared before scaling: 1E+999999 would need a million digits.
      if (seconds.precision() - seconds.scale() > 11
          || seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
        return LONGEST;
      }
      if (seconds.precision() - seconds.scale() < -3) {
        return Duration.ofMillis(1);
      }
      return Duration.ofMillis(
          seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /**
   * The time from one moment to a later one, a century at most; null if it isn't later, or unknown.
   */
  public static @Nullable Duration until(@Nullable Instant moment, Instant from) {
    if (moment == null || !moment.isAfter(from)) {
      return null;
    }
    Duration wait = Duration.between(from, moment);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
