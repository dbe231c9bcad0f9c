package dev.videogen.nouvel;

import dev.videogen.core.json.RequiredList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of posts and how they did, at most an hour old.
 *
 * @param posts the posts
 * @param pagination where this page is
 * @param overview all posts together
 */
public record AnalyticsPage(
    @RequiredList List<AnalyticsPost> posts,
    @Nullable Pagination pagination,
    @Nullable AnalyticsOverview overview) {}
