package dev.videogen.core.endpoint;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * What an endpoint declares of itself through its annotations.
 *
 * @param name the interface method's name without a closing {@code Async}, {@code Call} or {@code
 *     Response}
 * @param billable whether a repetition could spend money twice
 * @param serverFaults what an answered 5xx means, if billable
 * @param attemptTimeout how long one attempt may take
 * @param method the interface method, if the request came from one
 * @param required the names of the method's parameters that must be there, by their index
 */
public record Endpoint(
    String name,
    boolean billable,
    Billable.ServerFaults serverFaults,
    Duration attemptTimeout,
    @Nullable Method method,
    Map<Integer, String> required) {

  public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

  private static final KClass<Invocation> INVOCATION =
      JvmClassMappingKt.getKotlinClass(Invocation.class);

  /** How an interface names the forms of one endpoint. */
  private static final List<String> FORMS = List.of("Async", "Call", "Response");

  private static final ClassValue<MethodCache> CACHES =
      new ClassValue<>() {
        @Override
        protected MethodCache computeValue(Class<?> type) {
          return new MethodCache();
        }
      };

  /** Without a declaration, whatever isn't a safe method is taken for billable. */
  public static Endpoint of(Request request) {
    Invocation invocation = request.tag(INVOCATION);
    if (invocation != null) {
      return CACHES.get(invocation.service()).get(invocation.method());
    }
    return new Endpoint(
        request.method() + " " + request.url().encodedPath(),
        !isSafe(request.method()),
        Billable.ServerFaults.FINAL,
        DEFAULT_ATTEMPT_TIMEOUT,
        null,
        Map.of());
  }

  public static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static Endpoint declared(Method method) {
    String name = method.getName();
    for (String form : FORMS) {
      if (name.length() > form.length() && name.endsWith(form)) {
        name = name.substring(0, name.length() - form.length());
        break;
      }
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
        method,
        required(method));
  }

  private static Map<Integer, String> required(Method method) {
    Map<Integer, String> names = new HashMap<>();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      Required required = parameters[i].getAnnotation(Required.class);
      if (required != null) {
        names.put(i, required.value());
      }
    }
    return Map.copyOf(names);
  }

  /**
   * Refuses a call without what it needs, and one that can't be kept from being repeated.
   *
   * @throws IllegalArgumentException naming the parameter, or the endpoint
   */
  public void check(Request request) {
    if (billable && isSafe(request.method())) {
      throw new IllegalArgumentException(
          name + ": @Billable on " + request.method() + ", which OkHttp may send again by itself");
    }
    if (required.isEmpty()) {
      return;
    }
    List<?> arguments = Objects.requireNonNull(request.tag(INVOCATION)).arguments();
    required.forEach(
        (index, name) -> {
          Object argument = arguments.get(index);
          if (argument == null || (argument instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException(name + ": missing or blank, it is required");
          }
        });
  }

  private static final class MethodCache {
    private final ConcurrentHashMap<Method, Endpoint> endpoints = new ConcurrentHashMap<>();

    Endpoint get(Method method) {
      Endpoint known = endpoints.get(method);
      return known != null ? known : endpoints.computeIfAbsent(method, Endpoint::declared);
    }
  }
}
