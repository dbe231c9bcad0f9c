package dev.videogen.nouvel;

import dev.videogen.core.endpoint.QueryFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which projects to list; they come newest first. What is null is left to the service.
 *
 * @param status only those that stand there
 * @param page the page, counted from 1
 * @param pageSize projects per request, 1 to 100 as documented
 */
public record ProjectFilter(
    @Nullable ProjectStatus status, @Nullable Integer page, @Nullable Integer pageSize)
    implements QueryFilter {
  /** All projects. */
  public static final ProjectFilter ALL = new ProjectFilter(null, null, null);

  /** The same for one status. */
  public ProjectFilter status(ProjectStatus only) {
    return new ProjectFilter(only, page, pageSize);
  }

  /** The same for another page, counted from 1. */
  public ProjectFilter page(int number) {
    return new ProjectFilter(status, number, pageSize);
  }

  /** The same with another number of projects per request. */
  public ProjectFilter pageSize(int projects) {
    return new ProjectFilter(status, page, projects);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("page", page);
    parameters.put("limit", pageSize);
    parameters.put("status", status == null ? null : status.value());
    return parameters;
  }
}
