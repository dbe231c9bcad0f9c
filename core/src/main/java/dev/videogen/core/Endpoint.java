package dev.videogen.core;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * What an endpoint declares of itself through its annotations.
 *
 * @param name the interface method's name without a closing {@code Async}
 * @param billable whether a repetition could spend money twice
 * @param serverFaults what an answered 5xx means, if billable
 * @param attemptTimeout how long one attempt may take
 * @param method the interface method, if the request came from one
 */
record Endpoint(
    String name,
    boolean billable,
    Billable.ServerFaults serverFaults,
    Duration attemptTimeout,
    @Nullable Method method) {

  static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

  private static final ClassValue<MethodCache> CACHES =
      new ClassValue<>() {
        @Override
        protected MethodCache computeValue(Class<?> type) {
          return new MethodCache();
        }
      };

  /** Without a declaration, whatever isn't a safe method is taken for billable. */
  static Endpoint of(Request request) {
    Invocation invocation = request.tag(Invocation.class);
    if (invocation != null) {
      return CACHES.get(invocation.service()).get(invocation.method());
    }
    boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
    return new Endpoint(
        request.method() + " " + request.url().encodedPath(),
        !safe,
        Billable.ServerFaults.FINAL,
        DEFAULT_ATTEMPT_TIMEOUT,
        null);
  }

  private static Endpoint declared(Method method) {
    String name = method.getName();
    if (name.length() > 5 && name.endsWith("Async")) {
      name = name.substring(0, name.length() - 5);
    }
    Billable billable = method.getAnnotation(Billable.class);
    AttemptTimeout timeout = method.getAnnotation(AttemptTimeout.class);
    return new Endpoint(
        name,
        billable != null,
        billable == null ? Billable.ServerFaults.FINAL : billable.serverFaults(),
        timeout == null
            ? DEFAULT_ATTEMPT_TIMEOUT
            : Duration.ofMinutes(timeout.minutes()).plusSeconds(timeout.seconds()),
        method);
  }

  private static final class MethodCache {
    private final ConcurrentHashMap<Method, Endpoint> endpoints = new ConcurrentHashMap<>();

    Endpoint get(Method method) {
      Endpoint known = endpoints.get(method);
      return known != null ? known : endpoints.computeIfAbsent(method, Endpoint::declared);
    }
  }
}
