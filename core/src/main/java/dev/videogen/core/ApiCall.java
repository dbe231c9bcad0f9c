package dev.videogen.core;

import dev.videogen.core.annotations.CheckReturnValue;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A call to an endpoint, described and not yet made. An interface method returns it; the caller
 * says how to run it. Immutable and thread-safe; each run is a call of its own, so that running a
 * paid one twice pays twice.
 *
 * <pre>{@code
 * AcceptedJob job = api.generate(request).execute();
 * CompletableFuture<AcceptedJob> future = api.generate(request).executeAsync();
 * AcceptedJob quick = api.generate(request).deadline(ofMinutes(2)).tag(Tenant.class, acme).execute();
 * }</pre>
 *
 * @param <T> what the service responds with
 */
public interface ApiCall<T> {
  /**
   * Makes the call on this thread, which also waits between attempts.
   *
   * @throws dev.videogen.core.errors.ApiException of the type that tells what to do next
   * @throws IOException thrown by an interceptor of the caller's
   */
  T execute() throws IOException;

  /**
   * Makes the call without holding a thread between attempts.
   *
   * @return a future that fails with what {@link #execute()} throws; cancelling it, or completing
   *     it from outside, ends the call. What hangs on it runs on a thread that may block
   */
  CompletableFuture<T> executeAsync();

  /**
   * {@link #execute()}, with status, headers and rate limit.
   *
   * @throws IOException as {@link #execute()}
   */
  ApiResponse<T> executeForResponse() throws IOException;

  /** {@link #executeAsync()}, with status, headers and rate limit. */
  CompletableFuture<ApiResponse<T>> executeForResponseAsync();

  /**
   * The same call, with its own limit for all attempts and waits.
   *
   * @throws IllegalArgumentException if it isn't positive
   */
  @CheckReturnValue
  ApiCall<T> deadline(Duration deadline);

  /**
   * The same call, with its own limit for a wait that the service, or the client's throttle, asks
   * for: a longer one ends the call at once.
   *
   * @throws IllegalArgumentException if it is negative
   */
  @CheckReturnValue
  ApiCall<T> maxServerWait(Duration longest);

  /**
   * The same call, with its own limit for one attempt.
   *
   * @throws IllegalArgumentException if it isn't positive
   */
  @CheckReturnValue
  ApiCall<T> attemptTimeout(Duration timeout);

  /**
   * The same call, with its own number of attempts, the first included; 1 retries nothing.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  @CheckReturnValue
  ApiCall<T> maxAttempts(int attempts);

  /**
   * The same call, paid at most once under this key, however often and in whatever process it is
   * made: what is paid for is answered from the client's ledger, and what was sent and has no known
   * outcome isn't sent again.
   *
   * @param key says which order of yours it is; up to 200 characters, not blank, no control
   *     characters
   * @throws IllegalArgumentException if the key isn't of that kind, or the endpoint costs nothing
   * @throws IllegalStateException if the client has no ledger
   */
  @CheckReturnValue
  ApiCall<T> idempotencyKey(String key);

  /** The same call, whose requests carry this tag for interceptors: {@code request.tag(type)}. */
  @CheckReturnValue
  <V> ApiCall<T> tag(Class<? super V> type, V value);
}
