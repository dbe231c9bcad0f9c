package dev.videogen.micrometer;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.Tags;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each call ({@code videogen.call}), of each of its attempts ({@code
 * videogen.attempt}), of each wait ({@code videogen.wait}) and of each download ({@code
 * videogen.download}). An attempt belongs to its call, and a poll to its wait, on whatever thread
 * and after whatever pause. Thread-safe.
 *
 * <pre>{@code
 * NanoBananaClient nanobanana =
 *     NanoBananaClient.builder()
 *         .apiKeyFromEnv()
 *         .addObserver(new VideogenObservations(registry))
 *         .build();
 * }</pre>
 *
 * <p>Key values of low cardinality: {@code provider}, {@code account}, {@code endpoint}, {@code
 * outcome} ({@code SUCCESS}, {@code REPLAYED}, the documented code, or the exception's class) and
 * {@code charge} ({@code NONE}, {@code POSSIBLE}, {@code CERTAIN}). Of high cardinality: {@code
 * videogen.call.id}, and {@code videogen.attempt.number} of an attempt. Events of a call: {@code
 * videogen.throttled} and {@code videogen.retried}.
 */
public final class VideogenObservations implements CallObserver.Factory {
  private final ObservationRegistry registry;

  /** Observations of this registry; one that does nothing costs nothing. */
  public VideogenObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public @Nullable CallObserver callStarted(CallInfo call, Tags tags) {
    return registry.isNoop() ? null : new CallObservation(registry, call);
  }
}
