package dev.videogen.nouvel;

import com.squareup.moshi.Json;
import org.jspecify.annotations.Nullable;

/**
 * How all posts did together.
 *
 * @param totalImpressions times shown
 * @param totalEngagement engagement
 * @param averageEngagementRate their mean rate; whether a fraction or percent isn't certain
 */
public record AnalyticsOverview(
    @Nullable Long totalImpressions,
    @Nullable Long totalEngagement,
    @Json(name = "avgEngagementRate") @Nullable Double averageEngagementRate) {}
