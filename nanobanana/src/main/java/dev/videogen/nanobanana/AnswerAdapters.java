package dev.videogen.nanobanana;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Reads both shapes of the service's answers, current and older, into one value each. */
final class AnswerAdapters {
  private AnswerAdapters() {}

  static void addTo(Moshi.Builder moshi) {
    moshi.add(GeneratedVideo.class, JsonFields.reading(AnswerAdapters::generated));
    moshi.add(Video.class, JsonFields.reading(AnswerAdapters::video));
  }

  private static GeneratedVideo generated(JsonFields json) {
    requireSuccess(json);
    return new GeneratedVideo(
        json.text("video_id"),
        json.requireText("video_url"),
        json.text("thumbnail_url"),
        json.integer("credits_used"),
        rateLimit(json.object("rate_limit")));
  }

  private static Video video(JsonFields json) {
    requireSuccess(json);
    JsonFields nested = json.object("video");
    JsonFields video = nested != null ? nested : json;
    String resolution = video.text("resolution");
    return new Video(
        either(video, "id", "video_id"),
        new VideoStatus(video.requireText("status")),
        video.text("title"),
        video.text("description"),
        video.text("mode"),
        resolution == null ? null : new Resolution(resolution),
        video.integer("duration_seconds"),
        either(video, "output_url", "video_url"),
        video.text("thumbnail_url"),
        video.integer("credits_used"),
        video.text("error"),
        video.time("created_at"),
        video.time("updated_at"),
        video.time("processing_started_at"),
        video.time("processing_completed_at"));
  }

  static @Nullable RateLimit rateLimit(@Nullable JsonFields limit) {
    if (limit == null) {
      return null;
    }
    return new RateLimit(
        limit.integer("limit"),
        limit.integer("remaining"),
        limit.integer("count"),
        ServerWait.seconds(limit.text("reset_in_seconds")),
        limit.time("reset_at"));
  }

  private static void requireSuccess(JsonFields json) {
    if (Boolean.FALSE.equals(json.flag("success"))) {
      throw new JsonDataException("success is false");
    }
  }

  private static @Nullable String either(JsonFields json, String name, String older) {
    String text = json.text(name);
    return text != null ? text : json.text(older);
  }
}
