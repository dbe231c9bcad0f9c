package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.RateLimitedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The copilot's messages of the day are used up. It isn't waited for: come back after {@link
 * #resetAt()}.
 */
public final class DailyLimitException extends RateLimitedException {
  private static final long serialVersionUID = 1L;

  DailyLimitException(Failure failure) {
    super(failure);
  }

  /** How long to wait: until the named moment, else until midnight UTC. */
  @Override
  public Duration retryAfter() {
    if (isWaitNamed()) {
      return super.retryAfter();
    }
    Instant midnight =
        LocalDate.ofInstant(time(), ZoneOffset.UTC)
            .plusDays(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return Duration.between(time(), midnight);
  }

  /** When messages are counted anew, midnight UTC as documented, or null if it can't be read. */
  public @Nullable Instant resetAt() {
    return NouvelErrorCode.resetAt(failure().json().get("resetAt"));
  }
}
