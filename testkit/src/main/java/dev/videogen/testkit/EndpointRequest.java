package dev.videogen.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request that met an endpoint's path.
 *
 * @param id the decoded text at the path's {@code {id}}, empty if it has none
 */
record EndpointRequest(Endpoint endpoint, String id, RecordedRequest request) {
  boolean hasRightMethod() {
    return request.getMethod().equals(endpoint.method());
  }

  HttpUrl url() {
    return request.getUrl();
  }

  Headers headers() {
    return request.getHeaders();
  }

  String query(String name, String otherwise) {
    String value = url().queryParameter(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /**
   * A whole number from 1 up; anything else counts as absent, for its treatment is undocumented.
   */
  int positive(String name, int otherwise) {
    String value = query(name, "");
    return value.matches("0*[1-9]\\d{0,8}") ? Integer.parseInt(value) : otherwise;
  }

  /** The body as a JSON object, null if it is none. */
  @Nullable Map<String, Object> json() {
    return Json.parseObject(body(request));
  }

  static String body(RecordedRequest request) {
    ByteString body = request.getBody();
    return body == null ? "" : body.string(StandardCharsets.UTF_8);
  }
}
