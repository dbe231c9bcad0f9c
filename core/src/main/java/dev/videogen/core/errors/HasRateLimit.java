package dev.videogen.core.errors;

import org.jspecify.annotations.Nullable;

/** An answer whose body tells the rate limit; it supplements what the headers say. */
public interface HasRateLimit {
  /** The rate limit in the body, or null if the body has none. */
  @Nullable RateLimit rateLimit();
}
