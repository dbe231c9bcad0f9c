package dev.videogen.core.endpoint;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.spending.Priced;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Request;
import retrofit2.Invocation;

/**
 * What an endpoint declares of itself through its annotations.
 *
 * @param name the interface method's name; without an interface, method and path
 * @param billable whether a retry could spend money twice
 * @param serverFaults what a 5xx response means, if billable
 * @param videos how many videos a request orders, unless it says so itself
 * @param attemptTimeout how long one attempt may take
 * @param required the method's parameters that must be there
 */
@ProviderApi
public record Endpoint(
    String name,
    boolean billable,
    Billable.ServerFaults serverFaults,
    int videos,
    Duration attemptTimeout,
    List<Endpoint.Parameter> required) {

  /** A parameter that must be given: where it stands, and what the user knows it as. */
  public record Parameter(int index, String name) {}

  /** How long an attempt may take where nothing is declared. */
  public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Retrofit's tag of a request. Made once: looking a tag up by its Java class makes a Kotlin one
   * each time.
   */
  public static final KClass<Invocation> INVOCATION =
      JvmClassMappingKt.getKotlinClass(Invocation.class);

  private static final ClassValue<Map<Method, Endpoint>> DECLARED =
      new ClassValue<>() {
        @Override
        protected Map<Method, Endpoint> computeValue(Class<?> service) {
          return new ConcurrentHashMap<>();
        }
      };

  /**
   * The endpoint that a request asks. Without a declaration, whatever isn't a safe method is taken
   * for billable.
   */
  public static Endpoint of(Request request) {
    Invocation invocation = request.tag(INVOCATION);
    if (invocation == null) {
      return new Endpoint(
          request.method() + " " + request.url().encodedPath(),
          !isSafe(request.method()),
          Billable.ServerFaults.FINAL,
          1,
          DEFAULT_ATTEMPT_TIMEOUT,
          List.of());
    }
    Map<Method, Endpoint> declared = DECLARED.get(invocation.service());
    Endpoint known = declared.get(invocation.method());
    return known != null
        ? known
        : declared.computeIfAbsent(invocation.method(), Endpoint::declaredBy);
  }

  /** How many videos a request to this endpoint orders, for limits on spending. */
  public int videosOrderedBy(Request request) {
    Invocation invocation = request.tag(INVOCATION);
    if (invocation != null) {
      for (Object argument : invocation.arguments()) {
        if (argument instanceof Priced priced) {
          return priced.videosOrdered();
        }
      }
    }
    return videos;
  }

  /** Whether a method has no effect at the server (RFC 9110 section 9.2.1), as far as used here. */
  public static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static Endpoint declaredBy(Method method) {
    Billable billable = method.getAnnotation(Billable.class);
    AttemptTimeout timeout = method.getAnnotation(AttemptTimeout.class);
    return new Endpoint(
        method.getName(),
        billable != null,
        billable == null ? Billable.ServerFaults.FINAL : billable.serverFaults(),
        billable == null ? 0 : billable.videos(),
        timeout == null
            ? DEFAULT_ATTEMPT_TIMEOUT
            : Duration.ofMinutes(timeout.minutes()).plusSeconds(timeout.seconds()),
        requiredOf(method));
  }

  private static List<Parameter> requiredOf(Method method) {
    List<Parameter> names = new ArrayList<>();
    java.lang.reflect.Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      Required required = parameters[i].getAnnotation(Required.class);
      if (required != null) {
        names.add(new Parameter(i, required.value()));
      }
    }
    return List.copyOf(names);
  }

  /**
   * Refuses a call without what it needs, and one that can't be kept from being sent twice.
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
    for (int i = 0; i < required.size(); i++) {
      Parameter parameter = required.get(i);
      Object argument = arguments.get(parameter.index());
      if (argument == null || (argument instanceof String text && text.isBlank())) {
        throw new IllegalArgumentException(parameter.name() + ": missing or blank, it is required");
      }
    }
  }
}
