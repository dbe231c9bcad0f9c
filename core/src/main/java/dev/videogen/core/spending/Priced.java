package dev.videogen.core.spending;

import dev.videogen.core.annotations.ProviderApi;

/**
 * A request's body that knows how many videos it orders. The request of a billable endpoint without
 * one orders as many as {@link dev.videogen.core.endpoint.Billable#videos} says.
 */
@ProviderApi
public interface Priced {
  /** How many videos are paid for if the service accepts it. */
  int videosOrdered();
}
