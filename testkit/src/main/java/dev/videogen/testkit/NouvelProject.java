package dev.videogen.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One video of a job, in the four shapes in which Nouvel shows it. The jobs serialise access. */
final class NouvelProject {
  private static final int SCENES = 2;

  private final String id;
  private final String productUrl;
  private final Map<String, Object> asked;
  private final Instant created;
  private Instant updated;
  private String status = "generating";
  private int percent;

  NouvelProject(String id, String productUrl, Map<String, Object> asked, Instant created) {
    this.id = id;
    this.productUrl = productUrl;
    this.asked = asked;
    this.created = created;
    this.updated = created;
  }

  /** A project's own word for that much progress. */
  static String statusAt(int percent) {
    return percent < 70 ? "generating" : percent < 85 ? "post_processing" : "stitching";
  }

  String id() {
    return id;
  }

  String status() {
    return status;
  }

  boolean isDone() {
    return status.equals("completed");
  }

  void moveOn(String newStatus, int newPercent, Instant now) {
    if (!status.equals(newStatus) || percent != newPercent) {
      updated = now;
    }
    status = newStatus;
    percent = newPercent;
  }

  /** As a job in progress shows it, with one more word for the beginning. */
  Map<String, @Nullable Object> progress() {
    String shown = status.equals("generating") && percent < 20 ? "preparing" : status;
    return Json.of("id", id, "title", title(), "status", shown, "progress", percent);
  }

  /** As a job shows it that has ended. */
  Map<String, @Nullable Object> outcome(MediaServer media) {
    boolean done = isDone();
    return Json.of(
        "projectId",
        id,
        "title",
        title(),
        "url",
        productUrl,
        "finalOutputUrl",
        done ? film(media) : null,
        "description",
        null,
        "status",
        status,
        "aspectRatio",
        done ? aspectRatio() : null,
        "durationSeconds",
        done ? seconds() : null,
        "sceneCount",
        done ? SCENES : 0,
        "script",
        done ? script() : null);
  }

  /** As the list shows it. */
  Map<String, @Nullable Object> summary(MediaServer media) {
    return Json.of(
        "id",
        id,
        "title",
        title(),
        "description",
        null,
        "status",
        status,
        "final_output_url",
        isDone() ? film(media) : null,
        "aspect_ratio",
        aspectRatio(),
        "target_duration_seconds",
        seconds(),
        "product_url",
        productUrl,
        "created_at",
        created.toString(),
        "updated_at",
        updated.toString());
  }

  /** As it shows itself. */
  Map<String, @Nullable Object> detail(MediaServer media) {
    Map<String, @Nullable Object> detail = new LinkedHashMap<>(summary(media));
    for (String field :
        List.of("quality", "tone", "energy", "pacing", "caption_style", "content_mode")) {
      detail.put(field, null);
    }
    detail.put("content_mode", asked.get("contentType"));
    return detail;
  }

  List<Map<String, @Nullable Object>> scenes(MediaServer media) {
    return List.of(scene(media, 0, "avatar-1"), scene(media, 1, null));
  }

  private Map<String, @Nullable Object> scene(
      MediaServer media, int order, @Nullable String avatar) {
    return Json.of(
        "id",
        id.substring(0, id.length() - 1) + "s" + order,
        "scene_order",
        order,
        "prompt",
        "Scene " + (order + 1),
        "script_text",
        isDone() ? script() : null,
        "output_url",
        isDone() ? media.url("scenes/" + id + "-" + order + ".mp4").toString() : null,
        "status",
        status,
        "avatar_id",
        avatar,
        "duration_seconds",
        isDone() ? 7.5 : null,
        "created_at",
        created.toString(),
        "updated_at",
        updated.toString());
  }

  private String film(MediaServer media) {
    return media.url("videos/" + id + ".mp4").toString();
  }

  private static String title() {
    return "Protein Powder Ad";
  }

  private static String script() {
    return "Meet the powder that keeps up with you. 💪";
  }

  private Object aspectRatio() {
    return asked.getOrDefault("aspectRatio", "9:16");
  }

  private Object seconds() {
    return asked.getOrDefault("adDuration", 15L);
  }
}
