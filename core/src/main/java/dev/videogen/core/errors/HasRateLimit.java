package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;
import org.jspecify.annotations.Nullable;

/** A response whose body tells the rate limit; it supplements what the headers say. */
@ProviderApi
public interface HasRateLimit {
  /** The rate limit in the body, or null if the body has none. */
  @Nullable RateLimit rateLimit();
}
