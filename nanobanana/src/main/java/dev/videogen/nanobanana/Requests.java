package dev.videogen.nanobanana;

import dev.videogen.core.json.TextValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the service is certain to refuse, found out before anything is sent. */
final class Requests {
  private static final int LONGEST_PROMPT = 2000;

  private Requests() {}

  /** The unit of the documented limit is unknown; code points are the widest reading. */
  static void prompt(@Nullable String prompt, boolean required) {
    if (prompt == null || prompt.isBlank()) {
      if (required) {
        throw new IllegalArgumentException("prompt: missing or blank, it is required");
      }
      return;
    }
    int length = prompt.codePointCount(0, prompt.length());
    if (length > LONGEST_PROMPT) {
      throw new IllegalArgumentException(
          "prompt: " + length + " characters, at most " + LONGEST_PROMPT);
    }
  }

  static void imageUrl(@Nullable String url) {
    if (url == null || url.isBlank()) {
      throw new IllegalArgumentException("image_url: missing or blank, it is required");
    }
    if (!url.toLowerCase(Locale.ROOT).startsWith("https://")) {
      String shown = url.length() > 60 ? url.substring(0, 60) + "..." : url;
      throw new IllegalArgumentException("image_url: " + shown + ", must start with https://");
    }
  }

  /** What isn't set is left out; what is set must have a text to send. */
  @SuppressWarnings("ConstantValue") // Callers without a null checker can make one of null.
  static void text(String field, @Nullable TextValue value) {
    if (value != null && (value.value() == null || value.value().isBlank())) {
      throw new IllegalArgumentException(field + ": missing or blank text; leave it out instead");
    }
  }
}
