package dev.videogen.core.ledger;

import dev.videogen.core.annotations.ProviderApi;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the service says of an order.
 *
 * @param kind whether it was accepted
 * @param what what was found, in words
 * @param accepted what the service has of it; null if nothing is known to be of it
 */
@ProviderApi
public record Finding(Kind kind, String what, @Nullable Object accepted) {
  /** Whether an order was accepted. */
  public enum Kind {
    /** It was: don't order it again. */
    FOUND,
    /** Something is there that may be of it, or of another order. */
    AMBIGUOUS,
    /** Nothing is there yet, which proves nothing. */
    NOT_FOUND_SO_FAR
  }
}
