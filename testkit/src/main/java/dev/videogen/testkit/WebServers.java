package dev.videogen.testkit;

import java.net.URL;
import java.security.CodeSource;
import java.util.Arrays;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the servers behind the fakes. Where the jars on the class path don't fit together it says
 * in one sentence which one is wrong: a linkage error would name neither jar nor remedy.
 */
final class WebServers {
  private static final String INTERNAL = "okhttp3.internal.concurrent";

  private WebServers() {}

  /**
   * A server that has not started.
   *
   * @throws IllegalStateException if OkHttp is older than what the server calls, or a module hides
   *     from the server what it calls
   */
  static MockWebServer create() {
    String complaint = complaint(WebServers.class.getClassLoader());
    if (complaint != null) {
      throw new IllegalStateException(complaint);
    }
    return new MockWebServer();
  }

  static @Nullable String complaint(ClassLoader loader) {
    try {
      Class<?> chain = Class.forName("okhttp3.Interceptor$Chain", false, loader);
      Class<?> server = Class.forName("mockwebserver3.MockWebServer", false, loader);
      // OkHttp 4, whose jar has another name and so doesn't give way to 5, lacks this method.
      boolean recent =
          Arrays.stream(chain.getMethods())
              .anyMatch(method -> method.getName().equals("withConnectionPool"));
      return recent ? complaint(chain.getModule(), server.getModule()) : tooOld(chain);
    } catch (ClassNotFoundException absent) {
      return "testkit: not found: " + absent.getMessage();
    }
  }

  static @Nullable String complaint(Module okHttp, Module server) {
    return okHttp.isExported(INTERNAL, server)
        ? null
        : "testkit: OkHttp is on the module path and mockwebserver3 on the class path; set"
            + " Surefire's useModulePath to false, or use Surefire 3.6.1 or newer";
  }

  private static String tooOld(Class<?> chain) {
    CodeSource source = chain.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return "testkit: "
        + (location == null ? "the OkHttp found" : location)
        + " is too old and comes before okhttp-jvm 5; import dev.videogen:videogen-bom and give"
        + " com.squareup.okhttp3 artifacts no version of your own, or exclude"
        + " com.squareup.okhttp3:okhttp from what brings it";
  }
}
