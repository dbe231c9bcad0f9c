package dev.videogen.core.endpoint;

/**
 * Which call an event belongs to.
 *
 * @param provider the service's name
 * @param endpoint the endpoint's name: that of the interface method
 * @param method the HTTP method
 * @param billable whether it spends money, or must not happen twice for another reason
 */
public record CallInfo(String provider, String endpoint, String method, boolean billable) {
  /** A call that costs nothing. */
  public static CallInfo free(String provider, String endpoint, String method) {
    return new CallInfo(provider, endpoint, method, false);
  }
}
