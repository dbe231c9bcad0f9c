package dev.videogen.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Nouvel's keys: what each may do, and how often in a minute. Safe for use by many threads. */
final class NouvelKeys {
  static final String KEY = "nvl_sandbox_3b9e4c1d70fa4d25";
  static final String KEY_WITHOUT_PLAN = "nvl_sandbox_starter_plan_8e51";

  private static final Set<String> EVERY_PERMISSION =
      Set.of("generate", "projects:read", "publish", "analytics:read", "copilot:chat");

  private final FakeClock clock;
  private final Map<String, Entry> known = new HashMap<>();
  private final Set<String> everyKey = new HashSet<>();
  private boolean rateLimited;

  NouvelKeys(FakeClock clock) {
    this.clock = clock;
    reset();
  }

  synchronized void reset() {
    known.clear();
    everyKey.clear();
    rateLimited = true;
    put(KEY, true, EVERY_PERMISSION);
    put(KEY_WITHOUT_PLAN, false, EVERY_PERMISSION);
  }

  synchronized void add(String key, Set<String> permissions) {
    for (String permission : permissions) {
      if (!EVERY_PERMISSION.contains(permission)) {
        throw new IllegalArgumentException(
            "permissions: must be of " + EVERY_PERMISSION + ", has " + permission);
      }
    }
    put(key, true, permissions);
  }

  synchronized void revoke(String key) {
    known.remove(key);
  }

  synchronized Set<String> all() {
    return Set.copyOf(everyKey);
  }

  synchronized void rateLimited(boolean watched) {
    rateLimited = watched;
  }

  synchronized void fillWindow(String key) {
    Entry entry = known.get(key);
    if (entry == null) {
      throw new IllegalArgumentException("key: the server does not know it");
    }
    entry.window.fill(clock.now());
  }

  /** The window of each key that was used, by the last characters of the key. */
  synchronized List<Map<String, @Nullable Object>> windows() {
    List<Map<String, @Nullable Object>> windows = new ArrayList<>();
    Instant now = clock.now();
    known.forEach(
        (key, entry) -> {
          if (entry.window.count(now) > 0) {
            String end = key.substring(Math.max(key.length() - 4, key.length() / 2));
            windows.add(entry.window.glance("requests in a minute, key …" + end, now));
          }
        });
    return windows;
  }

  /** Lets the request in, or says why not. The key's window counts those that it lets through. */
  synchronized @Nullable CannedResponse refusal(EndpointRequest call) {
    Entry entry = entry(call);
    if (entry == null) {
      return CannedResponse.of(NouvelErrors.API_KEY_UNRESOLVED);
    }
    Instant now = clock.now();
    if (rateLimited) {
      if (entry.window.isFull(now)) {
        return CannedResponse.of(
            NouvelErrors.RATE_LIMITED.fixture().withWait(entry.window.secondsToReset(now)));
      }
      entry.window.add(now);
    }
    if (!entry.plan) {
      return CannedResponse.of(NouvelErrors.PLAN_WITHOUT_API);
    }
    NouvelErrors missing = missingPermission(call.endpoint());
    String permission = permission(missing);
    return entry.permissions.contains(permission) ? null : CannedResponse.of(missing);
  }

  /** Adds the limit's headers, which come with every answer to a known key. */
  synchronized CannedResponse withLimits(EndpointRequest call, CannedResponse answer) {
    Entry entry = entry(call);
    if (entry == null) {
      return answer;
    }
    Instant now = clock.now();
    long reset = now.getEpochSecond() + entry.window.secondsToReset(now);
    return answer
        .withHeader("X-RateLimit-Limit", Integer.toString(entry.window.limit()))
        .withHeader("X-RateLimit-Remaining", Integer.toString(entry.window.remaining(now)))
        .withHeader("X-RateLimit-Reset", Long.toString(reset));
  }

  private @Nullable Entry entry(EndpointRequest call) {
    Headers headers = call.headers();
    String authorization = headers.get("Authorization");
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, "Bearer nvl_", 0, 11);
    return bearer ? known.get(authorization.substring(7)) : null;
  }

  private static NouvelErrors missingPermission(Endpoint endpoint) {
    return switch (endpoint) {
      case GENERATE -> NouvelErrors.PERMISSION_GENERATE;
      case JOB, PROJECTS, PROJECT -> NouvelErrors.PERMISSION_PROJECTS_READ;
      case PUBLISH, POST -> NouvelErrors.PERMISSION_PUBLISH;
      case COPILOT_CHAT -> NouvelErrors.PERMISSION_COPILOT_CHAT;
      default -> NouvelErrors.PERMISSION_ANALYTICS_READ;
    };
  }

  private static String permission(NouvelErrors missing) {
    String quoted = missing.body();
    return quoted.substring(quoted.indexOf('\'') + 1, quoted.lastIndexOf('\''));
  }

  private void put(String key, boolean plan, Set<String> permissions) {
    known.put(key, new Entry(plan, permissions, new RollingWindow(60, Duration.ofMinutes(1))));
    everyKey.add(key);
  }

  private record Entry(boolean plan, Set<String> permissions, RollingWindow window) {}
}
