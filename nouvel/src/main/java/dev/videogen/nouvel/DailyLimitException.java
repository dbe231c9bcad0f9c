package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.RateLimitedException;
import java.time.Instant;
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

  /** When messages are counted anew, midnight UTC as documented, or null if it can't be read. */
  public @Nullable Instant resetAt() {
    return NouvelErrorCode.resetAt(failure().json().get("resetAt"));
  }
}
