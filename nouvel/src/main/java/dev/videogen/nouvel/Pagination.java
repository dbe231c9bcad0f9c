package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * Where in a list a page is.
 *
 * @param page this page, counted from 1
 * @param limit items per page
 * @param total items in all
 * @param totalPages pages in all; analytics doesn't tell
 * @param hasMore whether another page follows; analytics doesn't tell
 */
public record Pagination(
    @Nullable Integer page,
    @Nullable Integer limit,
    @Nullable Integer total,
    @Nullable Integer totalPages,
    @Nullable Boolean hasMore) {}
