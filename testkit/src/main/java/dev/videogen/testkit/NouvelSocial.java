package dev.videogen.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nouvel's publications, accounts, figures and copilot. Safe for use by many threads. */
final class NouvelSocial {
  private static final int POSTS = 45;
  private static final List<Map<String, @Nullable Object>> ACCOUNTS =
      List.of(
          account("6612f1a2b3c4d5e6f7890123", "instagram", "mybrand", 15000),
          account("6612f1a2b3c4d5e6f7890456", "tiktok", "mybrand", 42000));

  private final FakeClock clock;
  private final NouvelJobs jobs;
  private final Map<String, Post> posts = new LinkedHashMap<>();
  private final Set<String> failing = new HashSet<>();
  private @Nullable LocalDate exhaustedOn;

  NouvelSocial(FakeClock clock, NouvelJobs jobs) {
    this.clock = clock;
    this.jobs = jobs;
  }

  synchronized void reset() {
    posts.clear();
    failing.clear();
    exhaustedOn = null;
  }

  synchronized void failPublishingTo(String platform) {
    failing.add(platform);
  }

  synchronized void exhaustCopilot() {
    exhaustedOn = today();
  }

  synchronized CannedResponse respond(EndpointRequest call) {
    return switch (call.endpoint()) {
      case PUBLISH -> publish(call);
      case POST -> post(call.id());
      case ACCOUNTS -> accounts(call.query("platform", ""));
      case ANALYTICS -> analytics(call);
      case DAILY_ANALYTICS -> daily();
      case FOLLOWERS -> followers();
      case COPILOT_CHAT -> chat(call);
      default -> throw new IllegalArgumentException("endpoint: not social: " + call.endpoint());
    };
  }

  private CannedResponse publish(EndpointRequest call) {
    Map<String, Object> body = call.json();
    if (body == null) {
      return CannedResponse.of(NouvelErrors.INVALID_JSON);
    }
    if (!(body.get("projectId") instanceof String projectId)) {
      return CannedResponse.of(NouvelErrors.FIELD_MISSING);
    }
    List<String> platforms = new ArrayList<>();
    NouvelErrors refusal = targets(body.get("platforms"), platforms);
    Object scheduledAt = body.get("scheduledAt");
    if (refusal == null && scheduledAt != null && !isFuture(scheduledAt)) {
      refusal = NouvelErrors.PUBLISH_INVALID;
    }
    if (refusal != null) {
      return CannedResponse.of(refusal);
    }
    NouvelProject project = jobs.find(projectId);
    if (project == null) {
      return CannedResponse.of(NouvelErrors.PROJECT_NOT_FOUND);
    }
    if (!project.isDone()) {
      return CannedResponse.of(NouvelErrors.PROJECT_NOT_PUBLISHABLE);
    }
    String id = String.format("6612f1a2b3c4d5e6f789%04x", 0x1234 + posts.size());
    Post post = new Post(id, platforms, scheduledAt != null);
    posts.put(id, post);
    return CannedResponse.json(post.created());
  }

  private static @Nullable NouvelErrors targets(@Nullable Object given, List<String> platforms) {
    if (!(given instanceof List<?> targets) || targets.isEmpty()) {
      return NouvelErrors.PUBLISH_INVALID;
    }
    for (Object target : targets) {
      if (!(target instanceof Map<?, ?> fields)
          || !(fields.get("platform") instanceof String platform)) {
        return NouvelErrors.PUBLISH_INVALID;
      }
      if (!requiredSettings(platform, fields.get("platformSettings"))) {
        return NouvelErrors.PUBLISH_INVALID;
      }
      boolean own = ACCOUNTS.stream().anyMatch(it -> it.containsValue(fields.get("accountId")));
      if (!own) {
        return NouvelErrors.ACCOUNT_NOT_YOURS;
      }
      platforms.add(platform);
    }
    return null;
  }

  private static boolean requiredSettings(String platform, @Nullable Object given) {
    Map<?, ?> settings = given instanceof Map<?, ?> map ? map : Map.of();
    return switch (platform) {
      case "pinterest" -> settings.get("boardId") != null;
      case "reddit" ->
          settings.get("subreddit") instanceof String
              && settings.get("title") instanceof String title
              && title.codePointCount(0, title.length()) <= 300;
      default -> true;
    };
  }

  private boolean isFuture(Object scheduledAt) {
    try {
      return OffsetDateTime.parse(scheduledAt.toString()).toInstant().isAfter(clock.now());
    } catch (DateTimeParseException notAMoment) {
      return false;
    }
  }

  private CannedResponse post(String id) {
    Post post = posts.get(id);
    return post == null
        ? CannedResponse.of(NouvelErrors.POST_NOT_FOUND)
        : CannedResponse.json(post.poll(failing));
  }

  private static CannedResponse accounts(String platform) {
    return CannedResponse.json(
        Json.of(
            "accounts",
            ACCOUNTS.stream()
                .filter(it -> platform.isEmpty() || platform.equals(it.get("platform")))
                .toList()));
  }

  private static Map<String, @Nullable Object> account(
      String id, String platform, String name, int followers) {
    return Json.of(
        "id", id,
        "platform", platform,
        "username", name,
        "displayName", "My Brand",
        "avatarUrl", "https://scontent.cdninstagram.com/avatar.jpg",
        "followersCount", followers);
  }

  private CannedResponse analytics(EndpointRequest call) {
    int page = call.positive("page", 1);
    int limit = Math.min(100, call.positive("limit", 20));
    List<Object> shown = new ArrayList<>();
    for (int i = (page - 1) * limit; i < Math.min(POSTS, page * limit); i++) {
      shown.add(figures(i, call.query("platform", "instagram")));
    }
    return CannedResponse.json(
        Json.of(
            "posts", shown,
            "pagination", Json.of("page", page, "limit", limit, "total", POSTS),
            "overview",
                Json.of(
                    "totalImpressions", 125000,
                    "totalEngagement", 8500,
                    "avgEngagementRate", 0.068)));
  }

  private Map<String, @Nullable Object> figures(int index, String platform) {
    Instant published = clock.now().minus(Duration.ofDays(index));
    return Json.of(
        "_id",
        "post_" + index,
        "content",
        "Post caption text...",
        "publishedAt",
        published.toString(),
        "platform",
        platform,
        "analytics",
        Json.of(
            "impressions", 5000,
            "reach", 3200,
            "likes", 450,
            "comments", 32,
            "shares", 15,
            "saves", 89,
            "clicks", 120,
            "views", 4800,
            "engagementRate", 0.092));
  }

  /** Only {@code summary} is documented; the rest of the body is open. */
  private CannedResponse daily() {
    return CannedResponse.json(
        Json.of(
            "daily", List.of(Json.of("date", today().toString(), "impressions", 5000)),
            "summary", Json.of("impressions", 125000)));
  }

  /** Nothing of this body is documented. */
  private CannedResponse followers() {
    return CannedResponse.json(
        Json.of(
            "accounts",
            ACCOUNTS.stream()
                .map(
                    it ->
                        Json.of("_id", it.get("id"), "currentFollowers", it.get("followersCount")))
                .toList()));
  }

  private CannedResponse chat(EndpointRequest call) {
    Map<String, Object> body = call.json();
    if (body == null) {
      return CannedResponse.of(NouvelErrors.INVALID_JSON);
    }
    if (!(body.get("messages") instanceof List<?> messages) || messages.isEmpty()) {
      return CannedResponse.of(NouvelErrors.COPILOT_INVALID);
    }
    if (today().equals(exhaustedOn)) {
      Instant midnight = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      String resetAt =
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX")
              .withZone(ZoneOffset.UTC)
              .format(midnight);
      return CannedResponse.of(NouvelErrors.DAILY_LIMIT.fixture().withResetAt(resetAt));
    }
    return CannedResponse.json(
        Json.of("response", "1. **Lift. Sip. Repeat.**\n2. ...\n3. ...", "model", "balanced"));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
  }

  /** A publication: pending when made, publishing at the first look, published from the second. */
  private static final class Post {
    private final String id;
    private final List<String> platforms;
    private final boolean scheduled;
    private int polls;

    Post(String id, List<String> platforms, boolean scheduled) {
      this.id = id;
      this.platforms = platforms;
      this.scheduled = scheduled;
    }

    Map<String, @Nullable Object> created() {
      return scheduled ? shown("scheduled", Set.of()) : shown("publishing", "pending", Set.of());
    }

    Map<String, @Nullable Object> poll(Set<String> failing) {
      if (scheduled) {
        return shown("scheduled", Set.of());
      }
      return polls++ == 0 ? shown("publishing", Set.of()) : shown("published", failing);
    }

    private Map<String, @Nullable Object> shown(String status, Set<String> failing) {
      return shown(failing.containsAll(platforms) ? "failed" : status, status, failing);
    }

    private Map<String, @Nullable Object> shown(String status, String each, Set<String> failing) {
      return Json.of(
          "postId",
          id,
          "status",
          status,
          "platforms",
          platforms.stream()
              .map(it -> Json.of("platform", it, "status", failing.contains(it) ? "failed" : each))
              .toList());
    }
  }
}
