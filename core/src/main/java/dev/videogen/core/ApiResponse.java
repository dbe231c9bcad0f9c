package dev.videogen.core;

import dev.videogen.core.errors.RateLimit;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer with what surrounds its body. An interface method may return this, or a
 * {@code CompletableFuture} of it, in place of the plain body.
 *
 * @param body the decoded body
 * @param status the HTTP status, 200 to 299
 * @param headers all headers of the answer
 * @param requestId the service's id of the request, if a header has one
 * @param rateLimit what headers and body say of the rate limit, if anything
 * @param <T> the body's type
 */
public record ApiResponse<T>(
    T body,
    int status,
    Headers headers,
    @Nullable String requestId,
    @Nullable RateLimit rateLimit) {}
