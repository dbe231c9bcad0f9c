package dev.videogen.core.spending;

import dev.videogen.core.annotations.ProviderApi;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit has no room for a request, so it must not be sent. Ledgers throw it; the caller gets a
 * {@link dev.videogen.core.errors.SpendingLimitException}.
 */
@ProviderApi
public final class OverLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Instant roomAt;

  /**
   * Says what doesn't fit.
   *
   * @param used how much of the limit is used
   * @param asked how much the request would add
   * @param roomAt when there is room, if nothing more is spent; null if there never is
   */
  public OverLimitException(SpendingLimit limit, long used, int asked, @Nullable Instant roomAt) {
    super("the limit of " + limit + " is reached: " + used + " used, and this call adds " + asked);
    this.roomAt = roomAt;
  }

  /** When there is room, if nothing more is spent; null if there never is. */
  public @Nullable Instant roomAt() {
    return roomAt;
  }
}
