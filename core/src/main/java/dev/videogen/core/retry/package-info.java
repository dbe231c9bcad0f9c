/**
 * Retry rules of the caller's own, and a circuit breaker before a service that is down.
 *
 * <p>A <b>caller</b> begins with {@link dev.videogen.core.retry.RetryRule}, which goes into the
 * client's policy, or gives the client a {@code CircuitBreaker} of Failsafe's:
 *
 * <pre>{@code
 * CircuitBreaker<Object> breaker =
 *     CircuitBreaker.builder().withFailureThreshold(5, 10).withDelay(ofSeconds(30)).build();
 * NouvelClient nouvel = NouvelClient.builder().apiKeyFromEnv().circuitBreaker(breaker).build();
 * }</pre>
 *
 * <p>While it is open, calls fail with {@link dev.videogen.core.errors.CircuitOpenException} before
 * anything is sent.
 */
@NullMarked
package dev.videogen.core.retry;

import org.jspecify.annotations.NullMarked;
