package dev.videogen.core.errors;

import dev.videogen.core.AuthInterceptor;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Strikes the credentials of a request from whatever an answer echoes. */
public final class Secrets {
  private static final int SHORTEST = 4;
  private static final List<String> HEADERS =
      List.of("Authorization", "X-API-Key", "Proxy-Authorization", "Cookie");

  /** Deeper causes than this are nobody's; some are cycles. */
  private static final int DEEPEST = 16;

  private final List<String> values = new ArrayList<>(1);

  private Secrets() {}

  public static Secrets of(Request request) {
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
  public static boolean isKnown(String header) {
    return HEADERS.stream().anyMatch(header::equalsIgnoreCase);
  }

  /** As it is, as PHP writes it in JSON, and as it is in a URL. */
  private void add(String value) {
    if (value.length() >= SHORTEST) {
      values.add(value);
      values.add(value.replace("/", "\\/"));
      values.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  public String strike(String text) {
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, "***");
    }
    return clean;
  }

  /** The same, or a copy of it with its stack trace if any of its messages has a credential. */
  public Throwable strike(Throwable thrown) {
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

  public Headers strike(Headers headers) {
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
