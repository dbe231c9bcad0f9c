package dev.videogen.nouvel;

import com.squareup.moshi.Json;
import dev.videogen.core.json.Id;
import dev.videogen.core.json.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * One video of a job that has ended, made or failed. It has two URLs: {@link #productUrl()} is the
 * page it advertises, {@link #videoUrl()} the video.
 *
 * @param projectId its project, to ask for and to publish
 * @param title its title
 * @param productUrl {@code url}: the product page; not the video
 * @param videoUrl {@code finalOutputUrl}: the finished MP4, or null. Anyone who has it can download
 *     it; how long it stays good isn't documented
 * @param description what the service says of it
 * @param status how it ended
 * @param aspectRatio width to height
 * @param durationSeconds its length in seconds
 * @param sceneCount its scenes
 * @param script what is said in it
 */
public record VideoDetails(
    @Id @Nullable String projectId,
    @Nullable String title,
    @Json(name = "url") @Nullable String productUrl,
    @Json(name = "finalOutputUrl") @WebUrl @Nullable String videoUrl,
    @Nullable String description,
    @Nullable ProjectStatus status,
    @Nullable AspectRatio aspectRatio,
    @Nullable Double durationSeconds,
    @Nullable Integer sceneCount,
    @Nullable String script) {

  /** Whether it is completed and can be downloaded. */
  public boolean isUsable() {
    return ProjectStatus.COMPLETED.equals(status) && videoUrl != null;
  }

  /** Leaves the texts out: a job may end up in a log. */
  @Override
  public String toString() {
    return "VideoDetails[projectId="
        + projectId
        + ", status="
        + status
        + ", videoUrl="
        + videoUrl
        + "]";
  }
}
