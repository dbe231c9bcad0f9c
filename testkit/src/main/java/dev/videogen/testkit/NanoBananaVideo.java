package dev.videogen.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A video that Nano Banana Video knows. The rules serialize access. */
final class NanoBananaVideo {
  private final String id;
  private final boolean foreign;
  private final List<String> statuses;
  private final Map<String, Object> asked;
  private final Instant created;
  private @Nullable Instant completed;
  private int polls;

  NanoBananaVideo(
      String id,
      boolean foreign,
      List<String> statuses,
      Map<String, Object> asked,
      Instant created) {
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException("statuses: must name at least one, are " + statuses);
    }
    this.id = id;
    this.foreign = foreign;
    this.statuses = statuses;
    this.asked = asked;
    this.created = created;
  }

  boolean foreign() {
    return foreign;
  }

  void completedAt(Instant moment) {
    completed = moment;
  }

  String filmUrl(MediaServer media) {
    return media.url("videos/" + id + ".mp4").toString();
  }

  String pictureUrl(MediaServer media) {
    return media.url("thumbs/" + id + ".jpg").toString();
  }

  /** The status object, one step on with each call. */
  Map<String, @Nullable Object> poll(MediaServer media, Instant now, int cost) {
    String status = statuses.get(Math.min(polls++, statuses.size() - 1));
    boolean done = status.equals("completed");
    boolean waiting = status.equals("pending") || status.equals("queued");
    if (done && completed == null) {
      completed = now;
    }
    String mode = text("mode", "text-to-video");
    return Json.of(
        "id",
        id,
        "status",
        status,
        "title",
        mode.equals("text-to-video") ? "Text to Video" : "Image to Video",
        "description",
        text("prompt", "Generate a video from this image"),
        "mode",
        mode,
        "resolution",
        text("resolution", "480p"),
        "duration_seconds",
        asked.getOrDefault("duration", 5L),
        "output_url",
        done ? filmUrl(media) : null,
        "thumbnail_url",
        done ? pictureUrl(media) : null,
        "credits_used",
        cost,
        "created_at",
        created.toString(),
        "updated_at",
        now.toString(),
        "processing_started_at",
        waiting ? null : created.toString(),
        "processing_completed_at",
        done ? String.valueOf(completed) : null);
  }

  private String text(String field, String otherwise) {
    return asked.get(field) instanceof String text ? text : otherwise;
  }
}
