package dev.videogen.testkit;

import java.util.Objects;
import okhttp3.HttpUrl;

/** Command lines for {@code curl} that call a fake, ready for a POSIX shell. */
final class CurlLines {
  private CurlLines() {}

  static String of(VideogenServer server, Endpoint endpoint) {
    HttpUrl url = Objects.requireNonNull(server.url().resolve(SampleCalls.path(endpoint)));
    StringBuilder line = new StringBuilder("curl -i '" + url + "'");
    line.append(" -H 'Authorization: Bearer ").append(server.key()).append("'");
    if (endpoint.method().equals("POST")) {
      line.append(" -H 'Content-Type: application/json' -d '");
      line.append(SampleCalls.body(endpoint)).append("'");
    }
    return line.toString();
  }

  /** A finished video; no key goes there. */
  static String ofDownload(VideogenServer server) {
    return "curl -o video.mp4 '" + server.media().url(SampleCalls.path(Endpoint.DOWNLOAD)) + "'";
  }
}
