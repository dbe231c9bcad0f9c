package dev.videogen.nanobanana;

import com.squareup.moshi.Json;
import dev.videogen.core.errors.HasRateLimit;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.json.Envelope;
import dev.videogen.core.json.Id;
import dev.videogen.core.json.WebUrl;
import dev.videogen.core.spending.HasCost;
import org.jspecify.annotations.Nullable;

/**
 * A video that is done. Fetch it soon: how long its URL stays good isn't documented.
 *
 * @param videoId the id to ask for its status with, or null; any text
 * @param videoUrl where the MP4 is, on another host than the API's; it needs no key
 * @param thumbnailUrl where a still picture is, or null
 * @param creditsUsed what it cost, or null
 * @param rateLimit what the body says of the rate limit, or null
 */
@Envelope(success = "success")
public record GeneratedVideo(
    @Json(name = "video_id") @Id @Nullable String videoId,
    @Json(name = "video_url") @WebUrl String videoUrl,
    @Json(name = "thumbnail_url") @Nullable String thumbnailUrl,
    @Json(name = "credits_used") @Nullable Integer creditsUsed,
    @Json(name = "rate_limit") @Nullable RateLimit rateLimit)
    implements HasRateLimit, HasCost {

  @Override
  public @Nullable Integer creditsCharged() {
    return creditsUsed;
  }
}
