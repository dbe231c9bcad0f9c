package dev.videogen.core.linkage;

import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Names the jar that brings an older OkHttp than the one this library calls.
 *
 * <p>OkHttp 4 is {@code okhttp} and OkHttp 5 is {@code okhttp-jvm}, so a build tool sees no
 * conflict and keeps both, and the jar that comes first wins. Without this check the first call
 * would end in a {@code NoSuchMethodError} that names neither jar.
 */
public final class OkHttpJar {
  private static final @Nullable String COMPLAINT = complaint(OkHttpJar.class.getClassLoader());

  private OkHttpJar() {}

  /**
   * Does nothing if the OkHttp that was found is recent enough. Looked at once per process.
   *
   * @throws IllegalStateException if it isn't; the message names the jar and says what to add
   */
  public static void requireRecent() {
    if (COMPLAINT != null) {
      throw new IllegalStateException(COMPLAINT);
    }
  }

  /** What is wrong with the OkHttp that this loader finds, in one sentence; null if nothing is. */
  static @Nullable String complaint(ClassLoader loader) {
    Class<?> chain;
    try {
      chain = Class.forName("okhttp3.Interceptor$Chain", false, loader);
    } catch (ClassNotFoundException absent) {
      return "OkHttp: not found; add com.squareup.okhttp3:okhttp-jvm";
    }
    try {
      // The newest method of those that this library calls.
      chain.getMethod("withConnectionPool", Class.forName("okhttp3.ConnectionPool", false, loader));
      return null;
    } catch (ReflectiveOperationException old) {
      return "OkHttp: "
          + jar(chain)
          + " is too old and comes before okhttp-jvm 5; import dev.videogen:videogen-bom and"
          + " give com.squareup.okhttp3 artifacts no version of your own, or exclude"
          + " com.squareup.okhttp3:okhttp from what brings it";
    }
  }

  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? "the one found" : location.toString();
  }
}
