package dev.videogen.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Nano Banana Video's rules, as documented. */
final class NanoBananaRules implements ServiceRules {
  static final String KEY = "nb_sandbox_7d1f0c9b52e84a36";
  static final String KEY_WITHOUT_PLAN = "nb_sandbox_pro_plan_40c2e6";

  private static final int COST = 7;
  private static final int PROMPT_LIMIT = 2000;
  private static final int FIRST_NUMBER = 123;
  private static final long FIRST_ID = 0xa1b2c3d4e5f6L;

  private final FakeClock clock;
  private final MediaServer media;
  private final Map<String, Boolean> planByKey = new HashMap<>();
  private final Set<String> everyKey = new HashSet<>();
  private final Map<String, NanoBananaVideo> videos = new HashMap<>();
  private RollingWindow window = newWindow();
  private boolean rateLimited;
  private int credits;
  private Set<LegacyFormat> shapes = Set.of();
  private Duration takes = Duration.ZERO;
  private Duration holds = Duration.ZERO;

  NanoBananaRules(FakeClock clock, MediaServer media) {
    this.clock = clock;
    this.media = media;
    begin();
  }

  @Override
  public Set<Endpoint> endpoints() {
    return EnumSet.of(Endpoint.TEXT_TO_VIDEO, Endpoint.IMAGE_TO_VIDEO, Endpoint.VIDEO_STATUS);
  }

  @Override
  public synchronized CannedResponse respond(EndpointRequest call) {
    if (!call.hasRightMethod()) {
      return CannedResponse.of(NanoBananaErrors.METHOD_NOT_ALLOWED);
    }
    boolean generation = call.endpoint() != Endpoint.VIDEO_STATUS;
    NanoBananaErrors refusal = authenticate(call, generation);
    if (refusal != null) {
      return CannedResponse.of(refusal);
    }
    return generation ? generate(call) : status(call);
  }

  @Override
  public CannedResponse unknownPath() {
    return CannedResponse.noSuchPath();
  }

  @Override
  public synchronized void reset() {
    begin();
  }

  synchronized void addKey(String key) {
    planByKey.put(key, true);
    everyKey.add(key);
  }

  synchronized void revokeKey(String key) {
    planByKey.remove(key);
  }

  synchronized Set<String> keys() {
    return Set.copyOf(everyKey);
  }

  synchronized int credits() {
    return credits;
  }

  synchronized void credits(int left) {
    credits = left;
  }

  synchronized void generationTakes(Duration fakeTime) {
    takes = fakeTime;
  }

  synchronized void generationHolds(Duration realTime) {
    holds = realTime;
  }

  synchronized void fillRateWindow() {
    window.fill(clock.now());
  }

  synchronized void rateLimited(boolean watched) {
    rateLimited = watched;
  }

  synchronized void addVideo(String id, String... statuses) {
    videos.put(id, new NanoBananaVideo(id, false, List.of(statuses), Map.of(), clock.now()));
  }

  synchronized void addForeignVideo(String id) {
    videos.put(id, new NanoBananaVideo(id, true, List.of("completed"), Map.of(), clock.now()));
  }

  synchronized List<Map<String, @Nullable Object>> windows() {
    return List.of(window.glance("generations in 30 minutes", clock.now()));
  }

  synchronized void speak(Set<LegacyFormat> old) {
    shapes = old;
  }

  private void begin() {
    planByKey.clear();
    videos.clear();
    everyKey.clear();
    planByKey.put(KEY, true);
    planByKey.put(KEY_WITHOUT_PLAN, false);
    everyKey.addAll(planByKey.keySet());
    window = newWindow();
    rateLimited = true;
    credits = 1000;
    shapes = Set.of();
    takes = Duration.ZERO;
    holds = Duration.ZERO;
  }

  private static RollingWindow newWindow() {
    return new RollingWindow(30, Duration.ofMinutes(30));
  }

  private @Nullable NanoBananaErrors authenticate(EndpointRequest call, boolean generation) {
    String key = credential(call);
    if (key == null) {
      return generation
          ? NanoBananaErrors.AUTHORIZATION_MISSING
          : NanoBananaErrors.API_KEY_REQUIRED;
    }
    if (!key.startsWith("nb_")) {
      return NanoBananaErrors.API_KEY_MALFORMED;
    }
    Boolean plan = planByKey.get(key);
    if (plan == null) {
      return NanoBananaErrors.API_KEY_UNKNOWN;
    }
    return plan ? null : NanoBananaErrors.PLAN_REQUIRED;
  }

  /** The documentation ranks none of the three forms; the header it recommends comes first. */
  private static @Nullable String credential(EndpointRequest call) {
    String authorization = call.headers().get("Authorization");
    if (authorization != null) {
      return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
          ? authorization.substring(7)
          : null;
    }
    String header = call.headers().get("X-API-Key");
    return header != null ? header : call.url().queryParameter("api_key");
  }

  private CannedResponse generate(EndpointRequest call) {
    Instant now = clock.now();
    if (rateLimited && window.isFull(now)) {
      long wait = window.secondsToReset(now);
      return CannedResponse.of(
          NanoBananaErrors.RATE_LIMITED_FULL
              .fixture()
              .withWait(wait)
              .withResetAt(moment(now.plusSeconds(wait))));
    }
    Map<String, Object> body = call.json();
    Map<String, Object> fields = body == null ? Map.of() : body;
    NanoBananaErrors refusal = validate(call.endpoint(), fields);
    if (refusal == null && credits < COST) {
      refusal = NanoBananaErrors.CREDITS_EXHAUSTED;
    }
    if (refusal != null) {
      return withLimits(CannedResponse.of(refusal), now);
    }
    credits -= COST;
    if (rateLimited) {
      window.add(now);
    }
    clock.advance(takes);
    return withLimits(finished(call, fields, now), now).charging(holds);
  }

  private static @Nullable NanoBananaErrors validate(
      Endpoint endpoint, Map<String, Object> fields) {
    if (endpoint == Endpoint.IMAGE_TO_VIDEO) {
      if (!(fields.get("image_url") instanceof String image) || image.isEmpty()) {
        return NanoBananaErrors.IMAGE_URL_REQUIRED;
      }
      HttpUrl url = HttpUrl.parse(image);
      if (url == null || !url.isHttps()) {
        return NanoBananaErrors.IMAGE_URL_INVALID;
      }
    }
    String prompt = fields.get("prompt") instanceof String text ? text : "";
    if (endpoint == Endpoint.TEXT_TO_VIDEO && prompt.isEmpty()) {
      return NanoBananaErrors.PROMPT_REQUIRED;
    }
    return prompt.codePointCount(0, prompt.length()) > PROMPT_LIMIT
        ? NanoBananaErrors.PROMPT_TOO_LONG
        : null;
  }

  private CannedResponse finished(
      EndpointRequest call, Map<String, Object> fields, Instant started) {
    String id =
        shapes.contains(LegacyFormat.NUMERIC_ID)
            ? Integer.toString(FIRST_NUMBER + videos.size())
            : String.format("vid_%012x", FIRST_ID + videos.size());
    Map<String, Object> asked = new LinkedHashMap<>(fields);
    asked.put(
        "mode", call.endpoint() == Endpoint.TEXT_TO_VIDEO ? "text-to-video" : "image-to-video");
    NanoBananaVideo video = new NanoBananaVideo(id, false, List.of("completed"), asked, started);
    video.completedAt(clock.now());
    videos.put(id, video);
    return CannedResponse.json(
        Json.of(
            "success",
            true,
            "video_id",
            shownId(id),
            "video_url",
            video.filmUrl(media),
            "thumbnail_url",
            video.pictureUrl(media),
            "credits_used",
            COST,
            "rate_limit",
            rateLimit(started)));
  }

  private Map<String, @Nullable Object> rateLimit(Instant now) {
    long reset = window.secondsToReset(now);
    Map<String, @Nullable Object> shown =
        Json.of(
            "count", window.count(now),
            "limit", window.limit(),
            "remaining", window.remaining(now));
    if (!shapes.contains(LegacyFormat.SHORT_RATE_LIMIT)) {
      shown.put("reset_in_seconds", reset);
      shown.put("reset_at", moment(now.plusSeconds(reset)));
    }
    return shown;
  }

  private Object shownId(String id) {
    return shapes.contains(LegacyFormat.NUMERIC_ID) && id.matches("\\d{1,18}")
        ? Long.valueOf(id)
        : id;
  }

  private String moment(Instant moment) {
    String text = moment.toString();
    return shapes.contains(LegacyFormat.BLANK_DATES)
        ? text.replace('T', ' ').replaceFirst("(\\.\\d+)?Z", "")
        : text;
  }

  private CannedResponse withLimits(CannedResponse answer, Instant now) {
    long reset = now.getEpochSecond() + window.secondsToReset(now);
    return answer
        .withHeader("X-RateLimit-Limit", Integer.toString(window.limit()))
        .withHeader("X-RateLimit-Remaining", Integer.toString(window.remaining(now)))
        .withHeader("X-RateLimit-Reset", Long.toString(reset));
  }

  private CannedResponse status(EndpointRequest call) {
    String id = call.query("video_id", "");
    if (id.isEmpty()) {
      return CannedResponse.of(NanoBananaErrors.VIDEO_ID_REQUIRED);
    }
    NanoBananaVideo video = videos.get(id);
    if (video == null) {
      return CannedResponse.of(NanoBananaErrors.VIDEO_NOT_FOUND);
    }
    if (video.foreign()) {
      return CannedResponse.of(NanoBananaErrors.ACCESS_DENIED);
    }
    return CannedResponse.json(shape(video.poll(media, clock.now(), COST)));
  }

  private Map<String, @Nullable Object> shape(Map<String, @Nullable Object> video) {
    video.computeIfPresent("id", (field, id) -> shownId((String) id));
    if (shapes.contains(LegacyFormat.QUEUED)) {
      video.replace("status", "pending", "queued");
    }
    if (shapes.contains(LegacyFormat.BLANK_DATES)) {
      video.replaceAll(
          (field, value) ->
              field.endsWith("_at") && value != null
                  ? moment(Instant.parse((String) value))
                  : value);
    }
    if (!shapes.contains(LegacyFormat.FLAT_STATUS)) {
      return Json.of("success", true, "video", video);
    }
    boolean failed = "failed".equals(video.get("status"));
    return Json.of(
        "success", true,
        "video_id", video.get("id"),
        "status", video.get("status"),
        "video_url", video.get("output_url"),
        "thumbnail_url", video.get("thumbnail_url"),
        "error", failed ? "Video generation failed" : null);
  }
}
