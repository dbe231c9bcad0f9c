package dev.videogen.jdbc;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL that may hold credentials.
 *
 * @param text all of it
 * @param scheme which driver it is for, as in {@code jdbc:postgresql:}
 * @param shown without what may be a credential
 */
record JdbcUrl(String text, String scheme, String shown) {
  private static final Pattern SCHEME = Pattern.compile("jdbc:[A-Za-z0-9.-]+:");
  private static final Pattern PARAMETERS = Pattern.compile("[?;].*", Pattern.DOTALL);
  private static final Pattern SECRET =
      Pattern.compile("(?i)[^?&;=]*(?:pass|secret|token|key)[^=&;]*=([^&;]+)");

  static JdbcUrl of(String text) {
    Matcher start = SCHEME.matcher(text);
    if (!start.lookingAt()) {
      throw new IllegalArgumentException(
          "URL: must be one of JDBC, as in jdbc:postgresql://host/database");
    }
    String scheme = start.group();
    // Before an at sign stands a password, which may have any of the other signs in it.
    String shown =
        text.indexOf('@') >= 0 ? scheme + "..." : PARAMETERS.matcher(text).replaceFirst("?...");
    return new JdbcUrl(text, scheme, shown);
  }

  /** The passwords among its parameters. */
  List<String> secrets() {
    return SECRET.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Override
  public String toString() {
    return shown;
  }
}
