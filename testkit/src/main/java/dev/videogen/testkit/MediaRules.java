package dev.videogen.testkit;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Serves files whole or in parts (RFC 9110, sections 13 and 14; one range at a time). */
final class MediaRules implements ServiceRules {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
  private static final File FILM = new File(SampleVideo.MP4, "video/mp4");
  private static final File PICTURE = new File(SampleVideo.JPEG, "image/jpeg");

  private final Map<String, File> files = new ConcurrentHashMap<>();

  void put(String path, byte[] content, String contentType) {
    files.put(path, new File(ByteString.of(content), contentType));
  }

  @Override
  public Set<Endpoint> endpoints() {
    return EnumSet.of(Endpoint.DOWNLOAD);
  }

  @Override
  public @Nullable CannedResponse respond(EndpointRequest call) {
    String method = call.request().getMethod();
    File file = find(call.url().encodedPath());
    if (file == null || !(method.equals("GET") || method.equals("HEAD"))) {
      return null;
    }
    CannedResponse answer = serve(file, call.headers());
    return method.equals("GET") ? answer : withoutBody(answer);
  }

  @Override
  public CannedResponse unknownPath() {
    return new CannedResponse(
        404,
        Headers.of("Content-Type", "text/plain"),
        ByteString.encodeUtf8("no such file\n"),
        "404",
        false,
        Duration.ZERO);
  }

  @Override
  public void reset() {
    files.clear();
  }

  private @Nullable File find(String path) {
    File file = files.get(path);
    if (file != null) {
      return file;
    }
    return path.endsWith(".mp4") ? FILM : path.endsWith(".jpg") ? PICTURE : null;
  }

  private static CannedResponse serve(File file, Headers asked) {
    ByteString all = file.content();
    String range = asked.get("Range");
    String condition = asked.get("If-Range");
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    boolean unchanged = condition == null || condition.equals(file.etag());
    if (!matcher.matches() || matcher.group().equals("bytes=-") || !unchanged) {
      return respond(file, 200, all, null);
    }
    long size = all.size();
    String first = matcher.group(1);
    String last = matcher.group(2);
    long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    long to =
        first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
    if (from >= size || from > to) {
      return respond(file, 416, ByteString.EMPTY, "bytes */" + size);
    }
    return respond(
        file,
        206,
        all.substring((int) from, (int) to + 1),
        "bytes " + from + "-" + to + "/" + size);
  }

  private static CannedResponse respond(
      File file, int status, ByteString body, @Nullable String contentRange) {
    Headers.Builder headers =
        new Headers.Builder()
            .add("Content-Type", file.contentType())
            .add("Accept-Ranges", "bytes")
            .add("ETag", file.etag());
    if (contentRange != null) {
      headers.add("Content-Range", contentRange);
    }
    return new CannedResponse(
        status, headers.build(), body, Integer.toString(status), false, Duration.ZERO);
  }

  private static CannedResponse withoutBody(CannedResponse answer) {
    int length = answer.body() == null ? 0 : answer.body().size();
    CannedResponse counted = answer.withHeader("Content-Length", Integer.toString(length));
    return new CannedResponse(
        counted.status(), counted.headers(), null, counted.label(), false, Duration.ZERO);
  }

  /** What lies at a path. */
  record File(ByteString content, String contentType) {
    String etag() {
      return '"' + content.sha256().hex().substring(0, 16) + '"';
    }
  }
}
