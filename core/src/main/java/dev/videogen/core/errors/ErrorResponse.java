package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.LenientJson;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A response that tells of a failure, as far as it could be read. No method throws: what is
 * missing, malformed or of another type is null or empty.
 */
@ProviderApi
public final class ErrorResponse {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final List<String> REQUEST_ID_HEADERS =
      List.of("X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "CF-Ray");

  private final String endpoint;
  private final int status;
  private final Headers headers;
  private final String body;
  private final boolean bodyTruncated;
  private final JsonFields json;
  private final @Nullable String error;
  private final @Nullable String reason;
  private final Instant receivedAt;
  private @Nullable String folded;

  /**
   * A response, for instance to test a catalogue with.
   *
   * @param endpoint the endpoint's name
   * @param body the body's text
   * @param bodyTruncated whether that is only the beginning
   * @param receivedAt when it came, by our clock
   */
  public ErrorResponse(
      String endpoint,
      int status,
      Headers headers,
      String body,
      boolean bodyTruncated,
      Instant receivedAt) {
    this.endpoint = endpoint;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.bodyTruncated = bodyTruncated;
    this.json = LenientJson.object(body);
    this.error = text("error");
    this.reason = text("reason");
    this.receivedAt = receivedAt;
  }

  /** The endpoint's name. */
  public String endpoint() {
    return endpoint;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers. */
  public Headers headers() {
    return headers;
  }

  /** The body's text, at most 64 KiB of it. */
  public String body() {
    return body;
  }

  /** Whether {@link #body()} is only the beginning. */
  public boolean bodyTruncated() {
    return bodyTruncated;
  }

  /** The body's fields, or none if it isn't a JSON object. */
  public Map<String, Object> json() {
    return json.asMap();
  }

  /** The body's fields with lenient access; none if it isn't a JSON object. */
  public JsonFields fields() {
    return json;
  }

  /** The field {@code error} if it is text, else null. */
  public @Nullable String error() {
    return error;
  }

  /** The field {@code reason} if it is text, else null. */
  public @Nullable String reason() {
    return reason;
  }

  /** A field's text, or null if it is missing or no text. */
  public @Nullable String text(String field) {
    return json.asMap().get(field) instanceof String text ? text : null;
  }

  /** The service's id of the request, or null if no header had one. */
  public @Nullable String requestId() {
    return requestId(headers);
  }

  /** The service's id of a request, out of any response's headers, or null. */
  public static @Nullable String requestId(Headers headers) {
    for (String name : REQUEST_ID_HEADERS) {
      String id = headers.get(name);
      if (id != null && !id.isBlank()) {
        return id;
      }
    }
    return null;
  }

  /** When it came, by its own {@code Date} header or else by our clock. */
  public Instant time() {
    Instant date = headers.getInstant("Date");
    return date != null ? date : receivedAt;
  }

  /**
   * {@code error} and {@code reason} in lower case, without accents, white space folded: text to
   * compare with fragments that survive another wording.
   */
  public String foldedText() {
    if (folded == null) {
      folded = fold((error == null ? "" : error) + "\n" + (reason == null ? "" : reason));
    }
    return folded;
  }

  /** Whether the folded text has all these fragments; they are given in folded form. */
  public boolean says(String... fragments) {
    for (String fragment : fragments) {
      if (!foldedText().contains(fragment)) {
        return false;
      }
    }
    return true;
  }

  static String fold(String text) {
    String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return SPACES.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
