/**
 * Who follows calls: metrics, traces, audits, and what is to hold on every thread of a call.
 *
 * <p>A <b>caller</b> begins with {@link dev.videogen.core.observe.CallObserver}, and adds its
 * factory to the client. It hears of each call, wait and download from start to end:
 *
 * <pre>{@code
 * NouvelClient nouvel =
 *     NouvelClient.builder()
 *         .apiKeyFromEnv()
 *         .addObserver((call, tags) -> new Audit(call, tags.tag(Tenant.class)))
 *         .build();
 * }</pre>
 *
 * <p>The <b>author of a provider</b> whose client does something that takes time and is no call,
 * wait or download tells its observers through {@link dev.videogen.core.observe.Observers}.
 */
@NullMarked
package dev.videogen.core.observe;

import org.jspecify.annotations.NullMarked;
