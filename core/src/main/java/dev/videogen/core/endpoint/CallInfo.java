package dev.videogen.core.endpoint;

/**
 * Which call an event belongs to.
 *
 * @param provider the service's name
 * @param endpoint the endpoint's name
 * @param method the HTTP method
 */
public record CallInfo(String provider, String endpoint, String method) {}
