package dev.videogen.core.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** How a URL that may be a secret is shown. */
final class DownloadUrls {
  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]{0,20}):");

  private DownloadUrls() {}

  /** Without query, fragment and credentials: they are what makes a signed URL a secret. */
  static String shown(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      Matcher scheme = SCHEME.matcher(url);
      return scheme.find() ? scheme.group(1) + ":..." : "no URL";
    }
    return parsed
        .newBuilder()
        .username("")
        .password("")
        .query(null)
        .fragment(null)
        .build()
        .toString();
  }

  static String host(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    return parsed == null ? "unknown host" : parsed.host();
  }
}
