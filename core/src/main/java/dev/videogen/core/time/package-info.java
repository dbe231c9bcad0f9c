/**
 * The clock, waiting, and threads: the only room that knows what time it is.
 *
 * <p>A <b>caller</b> needs it seldom: {@link dev.videogen.core.time.StopReason} tells what ended a
 * call before its time. A test's time is in {@link dev.videogen.core.testing}.
 *
 * <pre>{@code
 * boolean late = exception.stopReason() == StopReason.DEADLINE;
 * }</pre>
 *
 * <p>Whoever needs another clock implements {@link dev.videogen.core.time.Timekeeper}. All threads
 * of this library are made in {@link dev.videogen.core.time.DaemonThreads}.
 */
@NullMarked
package dev.videogen.core.time;

import org.jspecify.annotations.NullMarked;
