package dev.videogen.nanobanana;

import com.squareup.moshi.Json;
import dev.videogen.core.json.Alias;
import dev.videogen.core.json.Envelope;
import dev.videogen.core.json.Id;
import dev.videogen.core.json.WebUrl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the status call returns of a video. Each part but the status may be missing. The older form
 * of the response, which isn't nested and calls the id and the URL by other names, is read too.
 *
 * @param id the video's id
 * @param status where it stands
 * @param title a label that the service made
 * @param description what seems to be the prompt; not documented
 * @param mode {@code text-to-video} and the like
 * @param resolution its resolution
 * @param durationSeconds its length in seconds
 * @param outputUrl where the MP4 is, once completed
 * @param thumbnailUrl where a still picture is
 * @param creditsUsed what it cost
 * @param error why it failed; not documented
 * @param createdAt when it was requested
 * @param updatedAt when it last changed
 * @param processingStartedAt when the models began
 * @param processingCompletedAt when they ended
 */
@Envelope(success = "success", nested = "video")
public record Video(
    @Id @Alias("video_id") @Nullable String id,
    VideoStatus status,
    @Nullable String title,
    @Nullable String description,
    @Nullable String mode,
    @Nullable Resolution resolution,
    @Json(name = "duration_seconds") @Nullable Integer durationSeconds,
    @Json(name = "output_url") @Alias("video_url") @WebUrl @Nullable String outputUrl,
    @Json(name = "thumbnail_url") @Nullable String thumbnailUrl,
    @Json(name = "credits_used") @Nullable Integer creditsUsed,
    @Nullable String error,
    @Json(name = "created_at") @Nullable Instant createdAt,
    @Json(name = "updated_at") @Nullable Instant updatedAt,
    @Json(name = "processing_started_at") @Nullable Instant processingStartedAt,
    @Json(name = "processing_completed_at") @Nullable Instant processingCompletedAt) {

  /** Leaves the prompt out: a video may end up in a log. */
  @Override
  public String toString() {
    return "Video[id=" + id + ", status=" + status + ", outputUrl=" + outputUrl + "]";
  }
}
