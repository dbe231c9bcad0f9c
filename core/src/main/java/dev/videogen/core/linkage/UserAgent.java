package dev.videogen.core.linkage;

import okhttp3.OkHttp;
import org.jspecify.annotations.Nullable;

/** What requests say of who makes them: the application, this library, the provider, OkHttp. */
public final class UserAgent {
  private static final int LONGEST = 200;

  private UserAgent() {}

  /** The header's value. */
  public static String of(@Nullable String application, String provider) {
    String version = UserAgent.class.getPackage().getImplementationVersion();
    String library =
        "videogen/"
            + (version == null ? "unreleased" : version)
            + " ("
            + provider
            + ") okhttp/"
            + OkHttp.VERSION;
    return application == null ? library : application + " " + library;
  }

  /**
   * An application's own part.
   *
   * @throws IllegalArgumentException naming the rule and the value
   */
  public static String checked(String application) {
    if (application.isBlank() || application.length() > LONGEST) {
      throw new IllegalArgumentException(
          "userAgent: \"" + application + "\", must be 1 to " + LONGEST + " characters");
    }
    for (int i = 0; i < application.length(); i++) {
      char c = application.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                "userAgent: the character U+%04X at index %d; only printable ASCII is allowed",
                (int) c, i));
      }
    }
    return application.strip();
  }
}
