package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * How a post did. Not every platform reports every figure.
 *
 * @param impressions times shown
 * @param reach people reached
 * @param likes likes
 * @param comments comments
 * @param shares shares
 * @param saves saves
 * @param clicks clicks
 * @param views views
 * @param engagementRate engagement; whether a fraction or percent isn't certain
 */
public record PostMetrics(
    @Nullable Long impressions,
    @Nullable Long reach,
    @Nullable Long likes,
    @Nullable Long comments,
    @Nullable Long shares,
    @Nullable Long saves,
    @Nullable Long clicks,
    @Nullable Long views,
    @Nullable Double engagementRate) {}
