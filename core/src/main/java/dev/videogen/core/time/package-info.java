/**
 * The clock, waiting, and threads: the only room that knows what time it is.
 *
 * <p>A <b>caller</b> needs it in tests: {@link dev.videogen.core.time.RecordedTime} makes waits
 * pass at once. {@link dev.videogen.core.time.StopReason} tells what ended a call before its time.
 *
 * <pre>{@code
 * RecordedTime time = new RecordedTime();
 * NouvelClient nouvel = NouvelClient.builder().apiKey("nvl_test").time(time).build();
 * }</pre>
 *
 * <p>Whoever needs another clock implements {@link dev.videogen.core.time.Timekeeper}. All threads
 * of this library are made in {@link dev.videogen.core.time.DaemonThreads}.
 */
@NullMarked
package dev.videogen.core.time;

import org.jspecify.annotations.NullMarked;
