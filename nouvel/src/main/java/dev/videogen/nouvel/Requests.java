package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;
import java.util.Arrays;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What the service is certain to refuse, found out before anything is sent. */
final class Requests {
  private static final int MOST_URLS = 3;
  private static final int MOST_VARIANTS = 3;
  private static final int LONGEST_INSTRUCTIONS = 2000;
  private static final int SHOWN = 60;

  private Requests() {}

  /** A list of what was passed one by one, which may be null to someone without a null checker. */
  static <T> @Nullable List<T> list(T @Nullable [] values) {
    return values == null ? null : Arrays.asList(values);
  }

  static List<String> urls(@Nullable List<String> urls) {
    if (urls == null || urls.isEmpty() || urls.size() > MOST_URLS) {
      throw new IllegalArgumentException(
          "urls: " + (urls == null ? 0 : urls.size()) + " URLs, must be 1 to " + MOST_URLS);
    }
    for (int i = 0; i < urls.size(); i++) {
      String url = urls.get(i);
      if (url == null || HttpUrl.parse(url) == null) {
        throw new IllegalArgumentException(
            "urls[" + i + "]: " + shown(url) + ", must be a valid http or https URL");
      }
    }
    return List.copyOf(urls);
  }

  static void variantCount(@Nullable Integer count) {
    if (count == null || count < 1 || count > MOST_VARIANTS) {
      throw new IllegalArgumentException(
          "variantCount: "
              + (count == null ? "missing" : count)
              + ", must be 1 to "
              + MOST_VARIANTS);
    }
  }

  /** Which hosts are refused besides is the service's to say. */
  static void webhookUrl(@Nullable String url) {
    if (url != null) {
      HttpUrl parsed = HttpUrl.parse(url);
      if (parsed == null || !parsed.isHttps()) {
        throw new IllegalArgumentException(
            "webhookUrl: " + shown(url) + ", must be a valid https URL");
      }
    }
  }

  static void userInstructions(@Nullable String text) {
    atMost("userInstructions", text, LONGEST_INSTRUCTIONS);
  }

  /** The unit of the documented limits is unknown; code points are the widest reading. */
  static void atMost(String field, @Nullable String text, int most) {
    if (text != null) {
      int length = text.codePointCount(0, text.length());
      if (length > most) {
        throw new IllegalArgumentException(field + ": " + length + " characters, at most " + most);
      }
    }
  }

  static String required(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(field + ": " + shown(text) + ", it is required");
    }
    return text;
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": missing, it is required");
    }
    return value;
  }

  /** What isn't set is left out; what is set must have a text to send. */
  static void optional(String field, @Nullable TextValue value) {
    if (value != null) {
      required(field, value.value());
    }
  }

  static <T> List<T> required(String field, @Nullable List<T> values) {
    if (values == null || values.isEmpty()) {
      throw new IllegalArgumentException(field + ": none, at least 1 is required");
    }
    for (int i = 0; i < values.size(); i++) {
      present(field + "[" + i + "]", values.get(i));
    }
    return List.copyOf(values);
  }

  private static String shown(@Nullable String text) {
    if (text == null) {
      return "missing";
    }
    return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
  }
}
