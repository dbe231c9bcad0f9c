package dev.videogen.core.logging;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import java.io.IOException;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes requests and responses to the logger {@code dev.videogen.wire}, a line each: URL, status
 * and headers at DEBUG, bodies as well at TRACE. Neither a credential nor a prompt is in it: of
 * texts only those stay that look like an id, a state or a time, and whose field isn't known to
 * hold more. Thread-safe.
 *
 * <pre>{@code
 * NouvelClient nouvel =
 *     NouvelClient.builder().apiKeyFromEnv().addInterceptor(new WireLog()).build();
 * }</pre>
 *
 * <p>Added as an interceptor it sees what the caller asks and what was decoded; as a network
 * interceptor, what is on the wire, where the body of a paid request can be read once and so isn't
 * shown. Any {@code OkHttpClient} may have it.
 */
public final class WireLog implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.wire");
  private static final long LONGEST_BODY = 64 * 1024;

  /** Also what holds a URL, which may be signed. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(auth|key|token|secret|cookie|signature|credential|session|location|link|referer).*");

  /** A log that is switched by the logger's level alone. */
  public WireLog() {}

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!LOG.isDebugEnabled()) {
      return chain.proceed(chain.request());
    }
    Request request = chain.request();
    CallInfo call = CallInfo.of(request);
    write(
        call,
        "--> " + request.method() + " " + shown(request.url()) + shown(request.headers()),
        LOG.isTraceEnabled() ? shown(request) : "");
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException failed) {
      write(call, "<-- " + what(failed), shown(failed));
      throw failed;
    }
    write(
        call,
        "<-- " + response.code() + shown(response.headers()),
        LOG.isTraceEnabled() ? shown(response) : "");
    return response;
  }

  private static void write(CallInfo call, String line, String body) {
    LOG.atDebug()
        .addKeyValue("provider", call.provider())
        .addKeyValue("endpoint", call.endpoint())
        .addKeyValue("call", call.id())
        .addKeyValue("attempt", call.attempt())
        .log("{}{}", line, body);
  }

  private static String shown(HttpUrl url) {
    StringBuilder text = new StringBuilder(url.scheme()).append("://").append(url.host());
    text.append(url.encodedPath());
    for (int i = 0; i < url.querySize(); i++) {
      String name = url.queryParameterName(i);
      String value = url.queryParameterValue(i);
      text.append(i == 0 ? '?' : '&')
          .append(Failure.oneLine(name))
          .append('=')
          .append(value == null ? "" : Texts.shown(name, value));
    }
    return text.toString();
  }

  private static String shown(Headers headers) {
    StringBuilder text = new StringBuilder(" [");
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      text.append(i == 0 ? "" : ", ")
          .append(name)
          .append(": ")
          .append(
              SECRET.matcher(name).matches() ? Texts.STRUCK : Failure.oneLine(headers.value(i)));
    }
    return text.append(']').toString();
  }

  private static String shown(Request request) throws IOException {
    RequestBody body = request.body();
    if (body == null) {
      return "";
    }
    if (body.isOneShot() || body.isDuplex()) {
      return " (a body that is sent once)";
    }
    if (body.contentLength() > LONGEST_BODY) {
      return " (" + body.contentLength() + " bytes)";
    }
    Buffer copy = new Buffer();
    body.writeTo(copy);
    return " " + shown(body.contentType(), copy);
  }

  private static String shown(Response response) throws IOException {
    ResponseBody body = response.body();
    MediaType type = body.contentType();
    if (!isJson(type)) {
      return " (" + type + ")";
    }
    // Peeking keeps the body for whoever reads it.
    BufferedSource peeked = body.source().peek();
    Buffer copy = new Buffer();
    if ("gzip".equalsIgnoreCase(response.header("Content-Encoding"))) {
      try (GzipSource inflated = new GzipSource(peeked)) {
        fill(copy, inflated);
      }
    } else {
      fill(copy, peeked);
    }
    return " " + shown(type, copy);
  }

  private static void fill(Buffer copy, Source from) throws IOException {
    while (copy.size() <= LONGEST_BODY) {
      if (from.read(copy, LONGEST_BODY + 1 - copy.size()) == -1) {
        return;
      }
    }
  }

  /** A service's own words may repeat the prompt. */
  private static String what(IOException failed) {
    return failed instanceof ApiException api && api.status() != 0
        ? api.status() + " " + (api.code() == null ? "" : api.code().name())
        : Failure.oneLine(failed.toString());
  }

  private static String shown(IOException failed) {
    String body = failed instanceof ApiException api ? api.body() : null;
    return LOG.isTraceEnabled() && body != null
        ? " " + shown(null, new Buffer().writeUtf8(body))
        : "";
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type == null || type.subtype().endsWith("json");
  }

  private static String shown(@Nullable MediaType type, Buffer body) {
    return isJson(type) && body.size() <= LONGEST_BODY
        ? StruckJson.of(body)
        : "(" + body.size() + " bytes)";
  }
}
