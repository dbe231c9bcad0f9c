package dev.videogen.core.logging;

import java.util.regex.Pattern;

/** Which texts of a request or a response a log may show. */
final class Texts {
  static final String STRUCK = "***";

  /** What holds a person's words, a credential, or a URL that may be signed. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(?i).*(prompt|text|script|message|content|caption|description|title|name|comment|reply"
              + "|key|token|secret|signature|auth|password|url|uri|image|audio|mail).*");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:+-]{1,64}");

  private Texts() {}

  /** The text itself if it looks like an id, a state or a time; else what it is instead. */
  static String shown(String field, String text) {
    return PLAIN.matcher(text).matches() && !PRIVATE.matcher(field).matches()
        ? text
        : STRUCK + " (" + text.length() + ")";
  }
}
