package dev.videogen.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A documented error answer as a value: change a copy to get a variant. Immutable.
 *
 * @param service the service: {@code nanobanana} or {@code nouvel}
 * @param name the name of the constant it comes from
 * @param code what it means, by a name that several wordings share
 * @param status the HTTP status
 * @param headers the headers it comes with
 * @param body the body, JSON
 * @param endpoints the endpoints that answer it
 * @param documentedCause why the service answers it
 * @param source the page of the service's documentation
 * @param textDocumented false where the body is a guess
 */
public record ErrorFixture(
    String service,
    String name,
    String code,
    int status,
    Headers headers,
    String body,
    Set<Endpoint> endpoints,
    String documentedCause,
    String source,
    boolean textDocumented) {

  /** The same with this {@code Retry-After}, in seconds. */
  public ErrorFixture withRetryAfter(long seconds) {
    return withRetryAfter(Long.toString(seconds));
  }

  /** The same with this text as {@code Retry-After}: a date, a decimal, or nonsense. */
  public ErrorFixture withRetryAfter(String value) {
    return withHeaders(headers.newBuilder().set("Retry-After", value).build());
  }

  /** The same without the header {@code Retry-After}; the body keeps its wait. */
  public ErrorFixture withoutRetryAfter() {
    return withHeaders(headers.newBuilder().removeAll("Retry-After").build());
  }

  /**
   * The same asking to wait that many seconds, in the header and in the body alike.
   *
   * @throws IllegalStateException if it is no rate limit
   */
  public ErrorFixture withWait(long seconds) {
    return withBodyWait(seconds).withRetryAfter(seconds);
  }

  /**
   * The same asking in the body to wait that many seconds; the header stays as it is.
   *
   * @throws IllegalStateException if it is no rate limit
   */
  public ErrorFixture withBodyWait(long seconds) {
    return service.equals("nanobanana")
        ? withRateLimit("reset_in_seconds", seconds)
        : withRateLimitField("retryAfter", seconds);
  }

  /**
   * The same without a wait in the body; the header stays as it is.
   *
   * @throws IllegalStateException if it is no rate limit
   */
  public ErrorFixture withoutBodyWait() {
    return service.equals("nanobanana")
        ? withRateLimit("reset_in_seconds", null)
        : withRateLimitField("retryAfter", null);
  }

  /**
   * The same naming that moment, in whatever form: {@code reset_at} at Nano Banana, {@code resetAt}
   * at Nouvel.
   *
   * @throws IllegalStateException if it is no rate limit
   */
  public ErrorFixture withResetAt(String moment) {
    return resetAt(moment);
  }

  /**
   * The same without the moment.
   *
   * @throws IllegalStateException if it is no rate limit
   */
  public ErrorFixture withoutResetAt() {
    return resetAt(null);
  }

  /**
   * The same with these figures as {@code usage}; a text that names the limit follows.
   *
   * @throws IllegalStateException if the body has no usage
   */
  public ErrorFixture withUsage(long used, long limit) {
    Map<String, @Nullable Object> fields = fields();
    if (!fields.containsKey("usage")) {
      throw new IllegalStateException(name + ": no usage in " + body);
    }
    fields.put("usage", Json.of("used", used, "limit", limit));
    fields.computeIfPresent(
        "reason",
        (field, text) ->
            text.toString().replaceFirst("all \\d+ videos", "all " + limit + " videos"));
    return withBody(Json.print(fields));
  }

  /** The same with another body, JSON or not. */
  public ErrorFixture withBody(String other) {
    return new ErrorFixture(
        service,
        name,
        code,
        status,
        headers,
        other,
        endpoints,
        documentedCause,
        source,
        textDocumented);
  }

  /** The same with other headers. */
  public ErrorFixture withHeaders(Headers others) {
    return new ErrorFixture(
        service,
        name,
        code,
        status,
        others,
        body,
        endpoints,
        documentedCause,
        source,
        textDocumented);
  }

  /** The answer, ready for any MockWebServer. */
  public MockResponse toMockResponse() {
    return new MockResponse(status, headers, body);
  }

  /** The same with this field of the body; null removes it. */
  ErrorFixture withField(String field, @Nullable Object value) {
    Map<String, @Nullable Object> fields = fields();
    put(fields, field, value);
    return withBody(Json.print(fields));
  }

  private ErrorFixture resetAt(@Nullable String moment) {
    return service.equals("nanobanana")
        ? withRateLimit("reset_at", moment)
        : withRateLimitField("resetAt", moment);
  }

  private ErrorFixture withRateLimit(String field, @Nullable Object value) {
    Map<String, @Nullable Object> fields = fields();
    if (!(fields.get("rate_limit") instanceof Map<?, ?> present)) {
      throw new IllegalStateException(name + ": no rate_limit in " + body);
    }
    Map<String, @Nullable Object> rateLimit = new LinkedHashMap<>(Json.object(present));
    put(rateLimit, field, value);
    fields.put("rate_limit", rateLimit);
    return withBody(Json.print(fields));
  }

  private ErrorFixture withRateLimitField(String field, @Nullable Object value) {
    if (status != 429) {
      throw new IllegalStateException(name + ": status " + status + " is no rate limit");
    }
    return withField(field, value);
  }

  private Map<String, @Nullable Object> fields() {
    return new LinkedHashMap<>(Objects.requireNonNull(Json.parseObject(body), body));
  }

  private static void put(
      Map<String, @Nullable Object> fields, String field, @Nullable Object value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
  }
}
