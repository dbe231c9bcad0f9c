package dev.videogen.core.errors;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a service says of its rate limit. Each part may be missing; none is computed from another.
 *
 * @param limit requests allowed in the window
 * @param remaining requests left in the window, never negative
 * @param count requests used in the window
 * @param resetIn time until the window resets, counted from the response
 * @param resetAt moment at which the window resets, by the service's clock
 */
public record RateLimit(
    @Nullable Integer limit,
    @Nullable Integer remaining,
    @Nullable Integer count,
    @Nullable Duration resetIn,
    @Nullable Instant resetAt) {

  /**
   * Reads {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset} (Unix seconds). What is
   * missing or malformed is null; without any of the three the whole is null. {@code resetIn} is
   * counted from the response's own {@code Date}, for our clock may differ from the service's.
   */
  public static @Nullable RateLimit from(Headers headers) {
    Long limit = number(headers.get("X-RateLimit-Limit"));
    Long remaining = number(headers.get("X-RateLimit-Remaining"));
    Long reset = number(headers.get("X-RateLimit-Reset"));
    if (limit == null && remaining == null && reset == null) {
      return null;
    }
    Instant resetAt =
        reset == null || reset > Instant.MAX.getEpochSecond() ? null : Instant.ofEpochSecond(reset);
    Instant date = resetAt == null ? null : headers.getInstant("Date");
    Duration ahead = date == null ? null : ServerWait.until(resetAt, date);
    Duration resetIn = date != null && ahead == null ? Duration.ZERO : ahead;
    return new RateLimit(toInt(limit), toInt(remaining), null, resetIn, resetAt);
  }

  /** These values, with those of {@code other} where this one has none. */
  public RateLimit orElse(@Nullable RateLimit other) {
    if (other == null) {
      return this;
    }
    return new RateLimit(
        limit != null ? limit : other.limit,
        remaining != null ? remaining : other.remaining,
        count != null ? count : other.count,
        resetIn != null ? resetIn : other.resetIn,
        resetAt != null ? resetAt : other.resetAt);
  }

  private static @Nullable Integer toInt(@Nullable Long value) {
    return value == null ? null : (int) Math.min(value, Integer.MAX_VALUE);
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      long value = Long.parseLong(text.trim());
      return value < 0 ? null : value;
    } catch (NumberFormatException malformed) {
      return null;
    }
  }
}
