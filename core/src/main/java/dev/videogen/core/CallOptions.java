package dev.videogen.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one call wants otherwise than its client. Pass it as a {@code @Tag CallOptions} parameter of
 * an interface method, or as a tag of a request.
 *
 * @param deadline how long the call may take with all attempts and waits; null for the client's
 * @param maxServerWait the longest wait to accept; null for the client's
 */
public record CallOptions(@Nullable Duration deadline, @Nullable Duration maxServerWait) {}
