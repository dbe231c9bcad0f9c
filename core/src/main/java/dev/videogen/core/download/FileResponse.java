package dev.videogen.core.download;

import dev.videogen.core.download.DownloadFailedException.Kind;
import java.util.List;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What a response says of the file in it. */
final class FileResponse {
  private final Response response;

  FileResponse(Response response) {
    this.response = response;
  }

  /**
   * What later bytes can be asked for with, or null. Only a strong validator promises the same
   * bytes (RFC 9110 section 13.1.5).
   */
  @Nullable String validator() {
    String tag = response.header("ETag");
    if (tag != null) {
      return tag.startsWith("W/") || !isHeaderValue(tag) ? null : tag;
    }
    String modified = response.header("Last-Modified");
    return modified == null || !isHeaderValue(modified) ? null : modified;
  }

  /** Whether OkHttp sends it: it refuses a header that isn't ASCII, though it receives one. */
  static boolean isHeaderValue(String text) {
    return !text.isEmpty() && text.chars().allMatch(it -> it == '\t' || (it >= 32 && it < 127));
  }

  /** Whether a 416 means that the range began after the last byte. */
  boolean saysWhole(long size) {
    return ("bytes */" + size).equals(response.header("Content-Range"));
  }

  /** Whether a 206 goes on where the target ends, with the same state of the file. */
  boolean continues(DownloadTarget<?> target) {
    String range = response.header("Content-Range");
    String tag = response.header("ETag");
    return range != null
        && range.startsWith("bytes " + target.size() + "-")
        && (tag == null || tag.equals(target.validator()));
  }

  /**
   * The whole file's size, or -1. A server may send less than the rest (RFC 9110 section 15.3.7),
   * so the length of the body alone doesn't tell.
   */
  long wholeOfRange(long start) {
    String range = String.valueOf(response.header("Content-Range"));
    String whole = range.substring(range.indexOf('/') + 1);
    if (whole.matches("\\d{1,18}")) {
      return Long.parseLong(whole);
    }
    long rest = response.body().contentLength();
    return rest < 0 ? -1 : start + rest;
  }

  /**
   * Refuses what is no complete file of a fit size.
   *
   * @param total the whole file's size, or -1
   */
  void requireUsable(long total, DownloadSettings settings) throws TransferFailure {
    MediaType type = response.body().contentType();
    if (type != null && isText(type)) {
      throw refused(
          "the response is " + type.type() + "/" + type.subtype() + ", not a file",
          TransferFailure.NEW_URL);
    }
    List<String> codings = response.headers("Content-Encoding");
    if (codings.stream().anyMatch(it -> !it.isBlank() && !it.equalsIgnoreCase("identity"))) {
      throw refused(
          "the file is coded as " + String.join(", ", codings) + ", though that was ruled out",
          TransferFailure.NEW_URL);
    }
    if (total < 0 && endsByClosing() && !settings.allowUnknownLength()) {
      throw refused(
          "the server doesn't say how long the file is, so a cut one would look complete",
          "Allow an unknown length, if a file that may be cut is good enough.");
    }
    requireSize(total, settings);
  }

  void requireSize(long size, DownloadSettings settings) throws TransferFailure {
    if (size > settings.maxBytes()) {
      throw refused(
          "the file has " + size + " bytes or more, at most " + settings.maxBytes(),
          "Allow more bytes, if the file is meant to be that large.");
    }
  }

  private static boolean isText(MediaType type) {
    String subtype = type.subtype().toLowerCase(Locale.ROOT);
    return type.type().equalsIgnoreCase("text")
        || subtype.endsWith("json")
        || subtype.endsWith("xml");
  }

  /**
   * Whether only the connection's end is the body's (RFC 9112 section 6.3). HTTP/2 and chunks tell
   * a cut body from a complete one.
   */
  private boolean endsByClosing() {
    Protocol protocol = response.protocol();
    boolean http1 = protocol == Protocol.HTTP_1_0 || protocol == Protocol.HTTP_1_1;
    return http1
        && response.body().contentLength() < 0
        && !"chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
  }

  TransferFailure refused(String error, String advice) {
    return TransferFailure.lasting(Kind.RESPONSE, error, response.code(), advice, null);
  }
}
