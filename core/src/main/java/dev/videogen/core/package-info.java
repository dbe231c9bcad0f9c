/**
 * The front door: a client's builder, described calls and how to run them, and the interceptors of
 * the chain.
 *
 * <p>A <b>caller</b> begins at a provider's client, such as {@code NouvelClient}: its API methods
 * return an {@link dev.videogen.core.ApiCall}; {@link dev.videogen.core.ClientBuilder} has the
 * settings, and {@link dev.videogen.core.BackoffPolicy} those about retries.
 *
 * <pre>{@code
 * NouvelClient nouvel = NouvelClient.builder().apiKeyFromEnv().deadline(ofMinutes(5)).build();
 * AcceptedJob job = nouvel.api().generate(request).execute();
 * }</pre>
 *
 * <p>The <b>author of an interceptor</b> adds it with {@link
 * dev.videogen.core.ClientBuilder#addInterceptor}, for what sees a call once with {@link
 * dev.videogen.core.CallInterceptor}, or takes {@link dev.videogen.core.AuthInterceptor}, {@link
 * dev.videogen.core.ErrorDecodingInterceptor}, {@link dev.videogen.core.SendOnceInterceptor} and
 * {@link dev.videogen.core.BackoffInterceptor} for a client of their own.
 *
 * <p>The <b>author of a provider</b> describes a service with a {@link dev.videogen.core.Provider}
 * and a Retrofit interface, and gets an {@link dev.videogen.core.ApiClient}.
 *
 * <p>The rest is the engine, hidden. One call's life is {@code CallCourse}; whether and when to
 * retry is {@code RetryRules}, what has left the machine {@code SentRequests}, what the attempts
 * may have cost {@code AttemptRecord}, what the ledger wants before one {@code LedgerSteps}, which
 * exception stands for what went wrong {@code Failures}.
 */
@NullMarked
package dev.videogen.core;

import org.jspecify.annotations.NullMarked;
