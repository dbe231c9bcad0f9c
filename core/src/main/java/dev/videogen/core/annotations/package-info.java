/**
 * Marks on this library's own API: {@link dev.videogen.core.annotations.ProviderApi} on types that
 * only authors of providers need, {@link dev.videogen.core.annotations.CheckReturnValue} on methods
 * whose result does nothing until it is run.
 *
 * <p>For readers of the other rooms; using them is optional.
 *
 * <pre>{@code
 * @CheckReturnValue
 * public interface AcmeApi {
 *   @GET("kilns/{id}")
 *   ApiCall<Kiln> kiln(@Path("id") String id);
 * }
 * }</pre>
 */
@NullMarked
package dev.videogen.core.annotations;

import org.jspecify.annotations.NullMarked;
