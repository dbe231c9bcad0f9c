/**
 * The chain, typed errors, backoff, call adapters, polling and downloads that every provider uses.
 *
 * <p>A caller comes here from a provider's client. What it hands out is an {@link
 * dev.videogen.core.ApiCall}, a {@link dev.videogen.core.poll.Wait} or a {@link
 * dev.videogen.core.download.Download}: a description that runs when it is told how.
 *
 * <pre>{@code
 * ApiCall<Clip> call = api.makeClip(request).deadline(Duration.ofMinutes(2));
 * Clip clip = call.execute();                              // blocks, throws an ApiException
 * CompletableFuture<Clip> future = call.executeAsync();    // holds no thread
 * ApiResponse<Clip> response = call.executeForResponse();  // with status, headers and rate limit
 * }</pre>
 *
 * <p>The author of a provider begins with {@link dev.videogen.core.Provider}, the author of an
 * interceptor with {@link dev.videogen.core.endpoint.CallInfo}, and who handles failures with
 * {@link dev.videogen.core.errors.ApiException}.
 */
module dev.videogen.core {
  requires transitive okhttp3;
  requires transitive retrofit2;
  requires transitive com.squareup.moshi;
  requires transitive org.jspecify;
  requires retrofit2.converter.moshi;
  requires transitive dev.failsafe.core;
  requires kotlin.stdlib;
  requires okio;
  requires org.slf4j;

  exports dev.videogen.core;
  exports dev.videogen.core.annotations;
  exports dev.videogen.core.download;
  exports dev.videogen.core.endpoint;
  exports dev.videogen.core.errors;
  exports dev.videogen.core.json;
  exports dev.videogen.core.ledger;
  exports dev.videogen.core.logging;
  exports dev.videogen.core.observe;
  exports dev.videogen.core.poll;
  exports dev.videogen.core.retry;
  exports dev.videogen.core.run;
  exports dev.videogen.core.spending;
  exports dev.videogen.core.testing;
  exports dev.videogen.core.throttle;
  exports dev.videogen.core.time;
}
