package dev.videogen.nouvel;

import com.squareup.moshi.Json;
import dev.videogen.core.json.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post and how it did.
 *
 * @param id {@code _id}
 * @param content its text
 * @param publishedAt when it went live
 * @param platform the social network
 * @param metrics {@code analytics}: how it did
 */
public record AnalyticsPost(
    @Json(name = "_id") @Id @Nullable String id,
    @Nullable String content,
    @Nullable Instant publishedAt,
    @Nullable Platform platform,
    @Json(name = "analytics") @Nullable PostMetrics metrics) {

  /** Leaves the text out: a post may end up in a log. */
  @Override
  public String toString() {
    return "AnalyticsPost[id="
        + id
        + ", platform="
        + platform
        + ", publishedAt="
        + publishedAt
        + "]";
  }
}
