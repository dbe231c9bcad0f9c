package dev.videogen.core.json;

import okhttp3.HttpUrl;

/** Tells http and https URLs from other text, as OkHttp does. */
final class WebUrls {
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_HOST = 253;

  private WebUrls() {}

  /** Most URLs are plain ones, which needn't be taken apart: that costs a kilobyte each. */
  static boolean isWebUrl(String text) {
    return hasPlainHost(text) || HttpUrl.parse(text) != null;
  }

  /**
   * Whether it starts with a scheme and a host of letters, digits, single dots and single hyphens.
   */
  private static boolean hasPlainHost(String text) {
    int start = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
    if (start < 0) {
      return false;
    }
    int label = 0;
    char before = '.';
    int i = start;
    for (; i < text.length() && text.charAt(i) != '/'; i++) {
      char c = text.charAt(i);
      boolean mark = c == '.' || c == '-';
      if (mark ? (before == '.' || before == '-') : !isLetterOrDigit(c)) {
        return false;
      }
      label = c == '.' ? 0 : label + 1;
      if (label > LONGEST_LABEL) {
        return false;
      }
      before = c;
    }
    return isLetterOrDigit(before) && i - start <= LONGEST_HOST;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}
