/**
 * Keeping within a service's rate limit before the service has to refuse.
 *
 * <p>A <b>caller</b> with several clients of one key shares one {@link
 * dev.videogen.core.throttle.SlidingWindowThrottle} among them; who shares a limit between machines
 * implements {@link dev.videogen.core.throttle.Throttle}.
 *
 * <pre>{@code
 * Throttle shared = new SlidingWindowThrottle(60, ofMinutes(1), Timekeeper.system(), call -> true);
 * NouvelClient one = NouvelClient.builder().apiKey(key).throttle(shared).build();
 * }</pre>
 */
@NullMarked
package dev.videogen.core.throttle;

import org.jspecify.annotations.NullMarked;
