package dev.videogen.core.ledger;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts as a terminal may have them: what it would obey, or show as something else, is escaped.
 * Keys are the users' and answers a service's, and either may hold anything.
 */
final class Printable {
  /** What no shell takes for anything else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** A longer path is known to who typed it, and would hide the rest of the command. */
  private static final int LONGEST_PATH = 80;

  private Printable() {}

  /** On one line, with escapes as in {@code backslash-u-001b}. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int c) {
    if (isHidden(c)) {
      line.append(String.format(c > Character.MAX_VALUE ? "\\U%08x" : "\\u%04x", c));
    } else {
      line.appendCodePoint(c);
    }
  }

  /** Controls of any kind, among them those that turn the direction of writing. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** As one argument of a command in a shell; what is hidden needs bash, zsh or ksh. */
  static String argument(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    if (text.codePoints().noneMatch(Printable::isHidden)) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
    return "$'" + line(text.replace("\\", "\\\\").replace("'", "\\'")) + "'";
  }

  /** JSON with nothing but ASCII in it, so that no terminal's encoding can harm it. */
  static String ascii(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        text.append(c);
      } else {
        text.append(String.format("\\u%04x", (int) c));
      }
    }
    return text.toString();
  }

  static String word(Entry entry) {
    return entry.state().name().toLowerCase(Locale.ROOT);
  }

  /** What to type to start a class as this process was started. */
  static String program(Class<?> main) {
    String module = System.getProperty("jdk.module.main");
    return module == null
        ? "java -cp " + path("java.class.path") + " " + main.getName()
        : "java -p " + path("jdk.module.path") + " -m " + module + "/" + main.getName();
  }

  private static String path(String property) {
    String path = System.getProperty(property, "");
    return path.isEmpty() || path.length() > LONGEST_PATH ? "..." : argument(path);
  }
}
