package dev.videogen.nouvel;

import com.squareup.moshi.Json;
import dev.videogen.core.json.Id;
import dev.videogen.core.json.WebUrl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A video, as a project of the account's. It has two URLs: {@link #productUrl()} is the page it
 * advertises, {@link #videoUrl()} the video.
 *
 * @param id its id
 * @param title its title
 * @param description what the service says of it
 * @param status where it stands
 * @param videoUrl {@code final_output_url}: the finished MP4, null until completed
 * @param aspectRatio width to height
 * @param targetDurationSeconds the length asked for, in seconds
 * @param productUrl {@code product_url}: the product page; not the video
 * @param createdAt when it was requested
 * @param updatedAt when it last changed
 * @param quality its quality; only in {@link ProjectDetails}, values not documented
 * @param tone its tone; only in {@link ProjectDetails}, values not documented
 * @param energy its energy; only in {@link ProjectDetails}, values not documented
 * @param pacing its pacing; only in {@link ProjectDetails}, values not documented
 * @param captionStyle its style of captions; only in {@link ProjectDetails}, values not documented
 * @param contentMode its mode of content; only in {@link ProjectDetails}, values not documented
 */
public record Project(
    @Id String id,
    @Nullable String title,
    @Nullable String description,
    @Nullable ProjectStatus status,
    @Json(name = "final_output_url") @WebUrl @Nullable String videoUrl,
    @Json(name = "aspect_ratio") @Nullable AspectRatio aspectRatio,
    @Json(name = "target_duration_seconds") @Nullable Double targetDurationSeconds,
    @Json(name = "product_url") @Nullable String productUrl,
    @Json(name = "created_at") @Nullable Instant createdAt,
    @Json(name = "updated_at") @Nullable Instant updatedAt,
    @Nullable String quality,
    @Nullable String tone,
    @Nullable String energy,
    @Nullable String pacing,
    @Json(name = "caption_style") @Nullable String captionStyle,
    @Json(name = "content_mode") @Nullable String contentMode) {

  /** Leaves the texts out: a project may end up in a log. */
  @Override
  public String toString() {
    return "Project[id=" + id + ", status=" + status + ", videoUrl=" + videoUrl + "]";
  }
}
