package dev.videogen.core.endpoint;

import dev.videogen.core.annotations.ProviderApi;
import java.util.Map;

/**
 * Optional filters of an endpoint as one value, sent as query parameters. An interface method takes
 * it as a {@code @Tag} parameter:
 *
 * <pre>{@code
 * @GET("kilns")
 * ApiCall<KilnPage> kilns(@Tag KilnFilter filter);
 * }</pre>
 */
@ProviderApi
public interface QueryFilter {
  /** The parameters by name, in the order in which they are sent. Those that are null aren't. */
  Map<String, Object> parameters();
}
