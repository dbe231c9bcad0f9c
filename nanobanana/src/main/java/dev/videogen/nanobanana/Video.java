package dev.videogen.nanobanana;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the status call tells of a video. Each part but the status may be missing.
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
 * @param createdAt when it was ordered
 * @param updatedAt when it last changed
 * @param processingStartedAt when the models began
 * @param processingCompletedAt when they ended
 */
public record Video(
    @Nullable String id,
    VideoStatus status,
    @Nullable String title,
    @Nullable String description,
    @Nullable String mode,
    @Nullable Resolution resolution,
    @Nullable Integer durationSeconds,
    @Nullable String outputUrl,
    @Nullable String thumbnailUrl,
    @Nullable Integer creditsUsed,
    @Nullable String error,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Instant processingStartedAt,
    @Nullable Instant processingCompletedAt) {

  /** Leaves the prompt out: a video may end up in a log. */
  @Override
  public String toString() {
    return "Video[id=" + id + ", status=" + status + ", outputUrl=" + outputUrl + "]";
  }
}
