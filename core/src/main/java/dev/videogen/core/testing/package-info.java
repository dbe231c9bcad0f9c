/**
 * For tests alone: nothing in production needs this room.
 *
 * <p>A <b>caller</b> gives its client a {@link dev.videogen.core.testing.RecordedTime}, on which
 * waits of minutes pass at once and are kept. Values of each provider's larger records are in its
 * own {@code samples} package, and fakes of the services in {@code videogen-testkit}.
 *
 * <pre>{@code
 * RecordedTime time = new RecordedTime();
 * NouvelClient nouvel = NouvelClient.builder().apiKey("nvl_test").time(time).build();
 * }</pre>
 */
@NullMarked
package dev.videogen.core.testing;

import org.jspecify.annotations.NullMarked;
