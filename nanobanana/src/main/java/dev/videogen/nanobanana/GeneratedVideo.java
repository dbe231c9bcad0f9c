package dev.videogen.nanobanana;

import dev.videogen.core.errors.HasRateLimit;
import dev.videogen.core.errors.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * A video that is done. Fetch it soon: how long its address stays good isn't documented.
 *
 * @param videoId the id to ask for its status with, or null; any text
 * @param videoUrl where the MP4 is, on another host than the API's; it needs no key
 * @param thumbnailUrl where a still picture is, or null
 * @param creditsUsed what it cost, or null
 * @param rateLimit what the body says of the rate limit, or null
 */
public record GeneratedVideo(
    @Nullable String videoId,
    String videoUrl,
    @Nullable String thumbnailUrl,
    @Nullable Integer creditsUsed,
    @Nullable RateLimit rateLimit)
    implements HasRateLimit {}
