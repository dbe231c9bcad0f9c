package dev.videogen.core.errors;

import dev.videogen.core.endpoint.CallInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one failure, from which an {@link ApiException} is made.
 *
 * @param provider the service's name
 * @param endpoint the endpoint's name
 * @param method the HTTP method
 * @param status the HTTP status, or 0 without an answer
 * @param code the provider's code for it, or null if no answer was to be decoded
 * @param error the service's error text, untouched, or null
 * @param reason the service's explanation, untouched, or null
 * @param requestId the service's id of the request, or null
 * @param headers the answer's headers; none without an answer
 * @param body the answer's body as text, at most 64 KiB, or null
 * @param bodyTruncated whether {@code body} was cut
 * @param json the body's fields if it is a JSON object, else none
 * @param retryAfter how long the service asks to wait, or null
 * @param rateLimit what the answer says of the rate limit, or null
 * @param time when the failure was known
 * @param advice what to do now, in one sentence
 * @param charge whether the call may have spent money
 * @param enveloped whether the service itself answered, in its own error format
 * @param cause what lies beneath, or null
 */
public record Failure(
    String provider,
    String endpoint,
    String method,
    int status,
    @Nullable ErrorCode code,
    @Nullable String error,
    @Nullable String reason,
    @Nullable String requestId,
    Headers headers,
    @Nullable String body,
    boolean bodyTruncated,
    Map<String, Object> json,
    @Nullable Duration retryAfter,
    @Nullable RateLimit rateLimit,
    Instant time,
    String advice,
    Charge charge,
    boolean enveloped,
    @Nullable Throwable cause) {

  private static final Headers NO_HEADERS = Headers.of();
  private static final int MESSAGE_TEXT = 300;

  /** A failure without an answer. */
  public static Failure unanswered(
      CallInfo call,
      Instant time,
      String error,
      String advice,
      Charge charge,
      @Nullable Throwable cause) {
    return new Failure(
        call.provider(),
        call.endpoint(),
        call.method(),
        0,
        null,
        error,
        null,
        null,
        NO_HEADERS,
        null,
        false,
        Map.of(),
        null,
        null,
        time,
        advice,
        charge,
        false,
        cause);
  }

  public Failure withStatus(int other) {
    return new Failure(
        provider,
        endpoint,
        method,
        other,
        code,
        error,
        reason,
        requestId,
        headers,
        body,
        bodyTruncated,
        json,
        retryAfter,
        rateLimit,
        time,
        advice,
        charge,
        enveloped,
        cause);
  }

  public Failure withRetryAfter(@Nullable Duration other) {
    return new Failure(
        provider,
        endpoint,
        method,
        status,
        code,
        error,
        reason,
        requestId,
        headers,
        body,
        bodyTruncated,
        json,
        other,
        rateLimit,
        time,
        advice,
        charge,
        enveloped,
        cause);
  }

  /** One line for people: who, what, the service's own words, and what to do. */
  String message() {
    StringBuilder line = new StringBuilder(provider).append(' ').append(endpoint).append(": ");
    if (status != 0) {
      line.append(status).append(' ');
    }
    if (code != null) {
      line.append(code.name()).append(' ');
    }
    if (error != null) {
      line.append('"').append(oneLine(error)).append("\" ");
    }
    if (reason != null && !reason.equals(error)) {
      line.append("(").append(oneLine(reason)).append(") ");
    }
    return line.append("- ").append(advice).toString();
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MESSAGE_TEXT ? line : line.substring(0, MESSAGE_TEXT) + "...";
  }

  /** Without body, headers and the service's texts: those are for whoever asks for them. */
  @Override
  public String toString() {
    return "Failure[" + provider + " " + endpoint + " " + status + " " + code + "]";
  }
}
