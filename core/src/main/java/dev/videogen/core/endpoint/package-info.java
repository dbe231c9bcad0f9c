/**
 * What an endpoint declares of itself, and how a call to it is named.
 *
 * <p>The <b>author of a provider</b> begins with the annotations, on the methods of a Retrofit
 * interface: {@link dev.videogen.core.endpoint.Billable} on whatever spends money, {@link
 * dev.videogen.core.endpoint.AttemptTimeout}, and {@link dev.videogen.core.endpoint.Required} on
 * parameters that must be there.
 *
 * <pre>{@code
 * @Billable
 * @AttemptTimeout(minutes = 5)
 * @POST("clips")
 * ApiCall<Clip> makeClip(@Body ClipRequest request);
 * }</pre>
 *
 * <p>A <b>caller</b> may want {@link dev.videogen.core.endpoint.BillableRetry}; who listens to
 * calls gets a {@link dev.videogen.core.endpoint.CallInfo}.
 */
@NullMarked
package dev.videogen.core.endpoint;

import org.jspecify.annotations.NullMarked;
