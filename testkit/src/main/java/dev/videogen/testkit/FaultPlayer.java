package dev.videogen.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Does to one exchange what a fault's name says. */
final class FaultPlayer {
  private static final int HTTP2_INTERNAL_ERROR = 2;
  private static final int HTTP2_REFUSED_STREAM = 7;
  private static final long DRIBBLE_MILLIS = 10;
  private static final Headers HTML = Headers.of("Content-Type", "text/html");

  /** Refuses a stream; MockWebServer asks for it before it reads the request. */
  static final MockResponse REFUSAL =
      new MockResponse.Builder()
          .onResponseStart(new SocketEffect.CloseStream(HTTP2_REFUSED_STREAM))
          .build();

  private final AcceptedSocket socket;
  private final RecordedRequest request;
  private final HttpUrl otherHost;

  FaultPlayer(AcceptedSocket socket, RecordedRequest request, HttpUrl otherHost) {
    this.socket = socket;
    this.request = request;
    this.otherHost = otherHost;
  }

  MockResponse play(Fault fault, CannedResponse answer) throws InterruptedException {
    return switch (fault) {
      case CLOSE_BEFORE_READING, DROP_AFTER_REQUEST -> {
        socket.hangUp();
        yield empty(200);
      }
      case CLOSE_AFTER_HEADERS -> {
        socket.reset();
        yield empty(200);
      }
      case STALL_BEFORE_HEADERS -> {
        awaitEnd();
        // A peer that closes says so before it stops reading: it must not get an answer in between.
        socket.hangUp();
        yield empty(200);
      }
      case STALL_IN_BODY -> partial(answer, sink -> awaitEnd());
      case TRUNCATED_BODY -> partial(answer, sink -> socket.hangUp());
      case RESET_MID_BODY -> partial(answer, sink -> socket.reset());
      case SLOW_DRIBBLE -> dribble(answer);
      case BAD_CHUNK -> badChunk(answer);
      case GARBAGE_STATUS_LINE ->
          answer.toMockResponse().newBuilder().status("~~ garbage ~~").build();
      case NO_SUCH_PATH_404 -> CannedResponse.noSuchPath().toMockResponse();
      case REQUEST_TIMEOUT_408 -> empty(408);
      case TOO_EARLY_425 -> empty(425);
      case EMPTY_500 -> empty(500);
      case HTML_BAD_GATEWAY_502 ->
          new MockResponse(502, HTML, "<html><body><h1>502 Bad Gateway</h1></body></html>");
      case UNAVAILABLE_503_RETRY_AFTER_0 ->
          new MockResponse(503, Headers.of("Retry-After", "0", "Content-Length", "0"), "");
      case EMPTY_504 -> empty(504);
      case OVERLOADED_529 -> empty(529);
      case REDIRECT_301_SAME_HOST -> redirect(301, request.getUrl());
      case REDIRECT_302_SAME_HOST -> redirect(302, request.getUrl());
      case REDIRECT_307_SAME_HOST -> redirect(307, request.getUrl());
      case REDIRECT_308_SAME_HOST -> redirect(308, request.getUrl());
      case REDIRECT_301_OTHER_HOST -> redirect(301, otherHost);
      case REDIRECT_302_OTHER_HOST -> redirect(302, otherHost);
      case REDIRECT_307_OTHER_HOST -> redirect(307, otherHost);
      case REDIRECT_308_OTHER_HOST -> redirect(308, otherHost);
      case INFORMATIONAL_100 -> preceded(answer, "HTTP/1.1 100 Continue\r\n\r\n");
      case INFORMATIONAL_103 ->
          preceded(answer, "HTTP/1.1 103 Early Hints\r\nLink: </hint>; rel=preload\r\n\r\n");
      case OK_SUCCESS_FALSE ->
          CannedResponse.json(Json.of("success", false, "error", "Something went wrong"))
              .toMockResponse();
      case OK_HTML -> new MockResponse(200, HTML, "<html><body>Hello</body></html>");
      case OK_EMPTY -> empty(200);
      case OK_WRONG_TYPES -> wrongTypes(answer);
      case GOAWAY_BEFORE -> {
        socket.goAway(0);
        socket.awaitClosed();
        yield empty(200);
      }
      case GOAWAY_AFTER -> {
        socket.goAway(Integer.MAX_VALUE);
        yield answer.toMockResponse();
      }
      case REFUSED_STREAM -> REFUSAL;
      case RST_STREAM_IN_BODY ->
          answer
              .toMockResponse()
              .newBuilder()
              .onResponseBody(new SocketEffect.CloseStream(HTTP2_INTERNAL_ERROR))
              .build();
    };
  }

  private void awaitEnd() throws InterruptedException {
    if (request.getVersion().startsWith("HTTP/2")) {
      socket.awaitClosed();
    } else {
      socket.awaitPeerGone();
    }
  }

  private static MockResponse empty(int status) {
    return new MockResponse(status, Headers.of("Content-Length", "0"), "");
  }

  private static MockResponse redirect(int status, HttpUrl location) {
    return new MockResponse(
        status, Headers.of("Location", location.toString(), "Content-Length", "0"), "");
  }

  private static MockResponse partial(CannedResponse answer, PartialBody.Ending ending) {
    ByteString body = bodyOf(answer);
    return with(answer, new PartialBody(body, body.size() / 2, ending));
  }

  private MockResponse dribble(CannedResponse answer) {
    ByteString body = bodyOf(answer);
    return with(
        answer,
        new PartialBody(
            body,
            0,
            sink -> {
              for (int i = 0; i < body.size(); i++) {
                if (socket.endsWithin(DRIBBLE_MILLIS)) {
                  return;
                }
                sink.writeByte(body.getByte(i)).flush();
              }
            }));
  }

  private static MockResponse badChunk(CannedResponse answer) {
    ByteString half = bodyOf(answer).substring(0, bodyOf(answer).size() / 2);
    Buffer chunks = new Buffer();
    chunks.writeHexadecimalUnsignedLong(half.size()).writeUtf8("\r\n").write(half);
    chunks.writeUtf8("\r\nnot-a-number\r\n");
    return answer
        .toMockResponse()
        .newBuilder()
        .body(chunks)
        .removeHeader("Content-Length")
        .addHeader("Transfer-Encoding", "chunked")
        .build();
  }

  /** Puts a whole response in front of the status line: MockWebServer's own way comes too early. */
  private static MockResponse preceded(CannedResponse answer, String informational) {
    MockResponse response = answer.toMockResponse();
    return response.newBuilder().status(informational + response.getStatus()).build();
  }

  private static MockResponse wrongTypes(CannedResponse answer) {
    Map<String, Object> fields = Json.parseObject(bodyOf(answer).utf8());
    Map<String, @Nullable Object> wrong = new LinkedHashMap<>();
    if (fields != null) {
      fields.forEach((name, value) -> wrong.put(name, otherType(value)));
    }
    return answer.withBody(ByteString.encodeUtf8(Json.print(wrong))).toMockResponse();
  }

  private static Object otherType(@Nullable Object value) {
    if (value instanceof String) {
      return Map.of("text", value);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return List.of(value);
    }
    return 7L;
  }

  private static MockResponse with(CannedResponse answer, PartialBody body) {
    return answer.toMockResponse().newBuilder().body(body).build();
  }

  private static ByteString bodyOf(CannedResponse answer) {
    return answer.body() == null ? ByteString.EMPTY : answer.body();
  }
}
