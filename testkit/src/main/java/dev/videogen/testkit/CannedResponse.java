package dev.videogen.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a fake answers when nothing is scripted.
 *
 * @param body null where the answer has none, though its headers may tell a length
 * @param label how the journal calls it
 * @param charged whether a generation was charged
 * @param hold how long the answer is held back, in real time
 */
record CannedResponse(
    int status,
    Headers headers,
    @Nullable ByteString body,
    String label,
    boolean charged,
    Duration hold) {
  private static final String MISUSE = "testkit misused: ";
  private static final Headers JSON = Headers.of("Content-Type", "application/json");

  static CannedResponse json(Object body) {
    return new CannedResponse(
        200, JSON, ByteString.encodeUtf8(Json.print(body)), "200", false, Duration.ZERO);
  }

  static CannedResponse of(DocumentedError error) {
    return of(error.fixture());
  }

  static CannedResponse of(ErrorFixture error) {
    return new CannedResponse(
        error.status(),
        error.headers(),
        ByteString.encodeUtf8(error.body()),
        label(error),
        false,
        Duration.ZERO);
  }

  static CannedResponse noSuchPath() {
    return new CannedResponse(
        404,
        Headers.of("Content-Type", "text/plain"),
        ByteString.encodeUtf8("Not Found"),
        Fault.NO_SUCH_PATH_404.name(),
        false,
        Duration.ZERO);
  }

  static String label(ErrorFixture error) {
    return error.status() + " " + error.name();
  }

  /** Tells of a contradiction in the test's own set-up. */
  static CannedResponse misuse(IllegalStateException misuse) {
    String text = MISUSE + misuse.getMessage();
    return new CannedResponse(
        500,
        Headers.of("Content-Type", "text/plain"),
        ByteString.encodeUtf8(text),
        text,
        false,
        Duration.ZERO);
  }

  boolean isMisuse() {
    return label.startsWith(MISUSE);
  }

  CannedResponse charging(Duration realTime) {
    return new CannedResponse(status, headers, body, label + " charged", true, realTime);
  }

  CannedResponse withHeader(String name, String value) {
    return new CannedResponse(
        status, headers.newBuilder().set(name, value).build(), body, label, charged, hold);
  }

  CannedResponse withBody(ByteString other) {
    return new CannedResponse(status, headers, other, label, charged, hold);
  }

  MockResponse toMockResponse() {
    MockResponse.Builder builder =
        new MockResponse.Builder()
            .code(status)
            .headers(headers)
            .headersDelay(hold.toNanos(), TimeUnit.NANOSECONDS);
    if (body != null) {
      builder.body(new Buffer().write(body));
    }
    return builder.build();
  }
}
