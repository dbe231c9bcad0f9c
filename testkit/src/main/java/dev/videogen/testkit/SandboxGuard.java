package dev.videogen.testkit;

import com.sun.net.httpserver.Headers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sandbox's page to itself: another site that a browser shows must not drive the fakes. A
 * foreign page can send a simple POST here, and can point a name of its own at the loopback
 * address, but it can neither send JSON without asking first nor choose {@code Host} or {@code
 * Origin}.
 */
final class SandboxGuard {
  private SandboxGuard() {}

  /** Why the request is refused, null if it is not. */
  static @Nullable String refusal(String method, Headers headers, int port) {
    String host = headers.getFirst("Host");
    if (host == null || !Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
      return "Host: must be the loopback interface and the sandbox's port, is " + host;
    }
    if (!method.equals("POST")) {
      return null;
    }
    String type = headers.getFirst("Content-Type");
    if (type == null || !type.matches("(?i)application/json\\s*(;.*)?")) {
      return "Content-Type: must be application/json, is " + type;
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      return "Origin: must be the sandbox itself, is " + origin;
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      return "Sec-Fetch-Site: must be same-origin, is " + site;
    }
    return null;
  }
}
