package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PaymentException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quota of videos is used up, and so are the credits: buy credits or upgrade. The key is fine.
 */
public final class QuotaExceededException extends PaymentException {
  private static final long serialVersionUID = 1L;

  QuotaExceededException(Failure failure) {
    super(failure);
  }

  /** How much is used, or null if the answer doesn't say. */
  public @Nullable Usage usage() {
    return failure().json().get("usage") instanceof Map<?, ?> usage
            && usage.get("used") instanceof BigDecimal used
            && usage.get("limit") instanceof BigDecimal limit
        ? new Usage(used.longValue(), limit.longValue())
        : null;
  }

  /** Where the account's owner buys credits and changes the plan. */
  public URI billingPage() {
    return URI.create("https://app.nouvel.ai/settings/billing");
  }
}
