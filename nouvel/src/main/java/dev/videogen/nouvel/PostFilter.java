package dev.videogen.nouvel;

import dev.videogen.core.endpoint.QueryFilter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which posts to list, and in which order. What is null is left to the service.
 *
 * @param platform only those of one network
 * @param from the first day
 * @param to the last day
 * @param sortBy what they are sorted by
 * @param order which way
 * @param page the page, counted from 1
 * @param pageSize posts per request
 */
public record PostFilter(
    @Nullable Platform platform,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable PostSort sortBy,
    @Nullable SortOrder order,
    @Nullable Integer page,
    @Nullable Integer pageSize)
    implements QueryFilter {
  /** All posts, as the service lists them. */
  public static final PostFilter ALL = new PostFilter(null, null, null, null, null, null, null);

  /** The same for one network. */
  public PostFilter platform(Platform only) {
    return new PostFilter(only, from, to, sortBy, order, page, pageSize);
  }

  /** The same between two days, both included; either may be null. */
  public PostFilter between(@Nullable LocalDate first, @Nullable LocalDate last) {
    return new PostFilter(platform, first, last, sortBy, order, page, pageSize);
  }

  /** The same in another order. */
  public PostFilter sorted(PostSort by, SortOrder way) {
    return new PostFilter(platform, from, to, by, way, page, pageSize);
  }

  /** The same for another page, counted from 1. */
  public PostFilter page(int number) {
    return new PostFilter(platform, from, to, sortBy, order, number, pageSize);
  }

  /** The same with another number of posts per request. */
  public PostFilter pageSize(int posts) {
    return new PostFilter(platform, from, to, sortBy, order, page, posts);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("platform", platform);
    parameters.put("fromDate", from);
    parameters.put("toDate", to);
    parameters.put("limit", pageSize);
    parameters.put("page", page);
    parameters.put("sortBy", sortBy);
    parameters.put("order", order);
    return parameters;
  }
}
