package dev.videogen.core;

import dev.videogen.core.errors.RateLimit;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A successful response with what surrounds its body.
 *
 * @param body the decoded body
 * @param status the HTTP status, 200 to 299
 * @param headers all headers of the response
 * @param requestId the service's id of the request, if a header has one
 * @param rateLimit what headers and body say of the rate limit, if anything
 * @param attempts how many attempts the call took, this one included; 0 if it was replayed
 * @param earlierCharges how many of the attempts before may have been charged as well; more than
 *     none only where a provider documents that a paid request is to be retried
 * @param replayed whether it comes from the ledger, for the same idempotency key was paid for
 *     before: nothing was sent, and there are no headers
 * @param <T> the body's type
 */
public record ApiResponse<T>(
    T body,
    int status,
    Headers headers,
    @Nullable String requestId,
    @Nullable RateLimit rateLimit,
    int attempts,
    int earlierCharges,
    boolean replayed) {}
