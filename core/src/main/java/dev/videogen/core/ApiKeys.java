package dev.videogen.core;

import org.jspecify.annotations.Nullable;

/** What makes a key fit to be sent. No message here shows the key. */
final class ApiKeys {
  private ApiKeys() {}

  /**
   * The key without surrounding white space, as environment files often add it.
   *
   * @param origin where the key came from, named in errors
   * @throws IllegalArgumentException if it is missing, blank, of another prefix, or has a character
   *     that no HTTP header may hold
   */
  static String checked(@Nullable String key, String prefix, String origin) {
    if (key == null) {
      throw new IllegalArgumentException(origin + ": no API key is set");
    }
    String trimmed = key.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(origin + ": the API key is blank");
    }
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                "%s: the API key has the character U+%04X at index %d; only visible ASCII is allowed",
                origin, (int) c, i));
      }
    }
    if (!trimmed.startsWith(prefix)) {
      throw new IllegalArgumentException(
          origin + ": the API key must start with \"" + prefix + "\"");
    }
    return trimmed;
  }
}
