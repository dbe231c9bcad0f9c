package dev.videogen.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Strikes the credentials of a request from whatever a response echoes. */
final class Secrets {
  private static final int SHORTEST = 4;
  private static final List<String> HEADERS =
      List.of("Authorization", "X-API-Key", "Proxy-Authorization", "Cookie");

  /** Stop here: cause chains can be cyclic. */
  private static final int DEEPEST = 16;

  private final List<Pattern> values = new ArrayList<>(1);

  private Secrets() {}

  static Secrets of(Request request) {
    Secrets secrets = new Secrets();
    for (String name : HEADERS) {
      String value = request.header(name);
      if (value != null) {
        secrets.add(value.substring(value.lastIndexOf(' ') + 1));
      }
    }
    AuthInterceptor.Credential elsewhere = request.tag(AuthInterceptor.Credential.class);
    if (elsewhere != null) {
      secrets.add(elsewhere.key());
    }
    return secrets;
  }

  /** Whether a header of this name is known to hold a credential. */
  static boolean isKnown(String header) {
    for (String known : HEADERS) {
      if (known.equalsIgnoreCase(header)) {
        return true;
      }
    }
    return false;
  }

  private void add(String value) {
    if (value.length() >= SHORTEST) {
      values.add(inAnyForm(value));
    }
  }

  /**
   * Each character as it is, or escaped as in JSON, URLs or HTML, once or more: whoever decodes the
   * text must not find the credential either.
   */
  private static Pattern inAnyForm(String value) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      String hex = String.format("%02x", (int) c);
      pattern
          .append("(?:\\\\*")
          .append(Pattern.quote(String.valueOf(c)))
          .append("|\\\\+u00")
          .append(ignoringCase(hex))
          .append("|%(?:25)*")
          .append(ignoringCase(hex))
          .append("|&(?:amp;)*#(?:0*")
          .append((int) c)
          .append("|[xX]0*")
          .append(ignoringCase(hex))
          .append(");")
          .append(Character.isLetterOrDigit(c) ? ")" : "|&(?:amp;)*[a-zA-Z]+;)");
    }
    return Pattern.compile(pattern.toString());
  }

  private static String ignoringCase(String hex) {
    return "(?i:" + hex + ")";
  }

  String strike(String text) {
    String clean = text;
    for (Pattern value : values) {
      clean = value.matcher(clean).replaceAll("***");
    }
    return clean;
  }

  /** The same, or a copy of it with its stack trace if any of its messages has a credential. */
  Throwable strike(Throwable thrown) {
    return isIn(thrown, DEEPEST) ? copy(thrown, DEEPEST) : thrown;
  }

  private boolean isIn(@Nullable Throwable thrown, int depth) {
    if (thrown == null || depth == 0) {
      return false;
    }
    String text = thrown.toString();
    if (!strike(text).equals(text) || isIn(thrown.getCause(), depth - 1)) {
      return true;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (isIn(suppressed, depth - 1)) {
        return true;
      }
    }
    return false;
  }

  private IOException copy(Throwable thrown, int depth) {
    Throwable cause = depth == 0 ? null : thrown.getCause();
    IOException clean =
        new IOException(strike(thrown.toString()), cause == null ? null : copy(cause, depth - 1));
    clean.setStackTrace(thrown.getStackTrace());
    if (depth > 0) {
      for (Throwable suppressed : thrown.getSuppressed()) {
        clean.addSuppressed(copy(suppressed, depth - 1));
      }
    }
    return clean;
  }

  Headers strike(Headers headers) {
    boolean echoed = false;
    for (int i = 0; i < headers.size() && !echoed; i++) {
      echoed = !strike(headers.value(i)).equals(headers.value(i));
    }
    if (!echoed) {
      return headers;
    }
    Headers.Builder clean = new Headers.Builder();
    for (int i = 0; i < headers.size(); i++) {
      clean.addUnsafeNonAscii(headers.name(i), strike(headers.value(i)));
    }
    return clean.build();
  }
}
