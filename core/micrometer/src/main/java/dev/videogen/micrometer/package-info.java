/**
 * Metrics and traces through Micrometer.
 *
 * <p>A <b>caller</b> begins with {@link dev.videogen.micrometer.VideogenObservations}: each call,
 * wait and download becomes an observation, which Micrometer's handlers make timers and spans of.
 * {@link dev.videogen.micrometer.VideogenMeters} counts charges, and shows how full a window is and
 * how many orders are unsettled; it needs {@code micrometer-core}.
 *
 * <pre>{@code
 * NouvelClient nouvel =
 *     NouvelClient.builder()
 *         .apiKeyFromEnv()
 *         .addObserver(new VideogenObservations(observationRegistry))
 *         .addObserver(new VideogenMeters(meterRegistry).ledger("orders", ledger))
 *         .build();
 * }</pre>
 */
@NullMarked
package dev.videogen.micrometer;

import org.jspecify.annotations.NullMarked;
