package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * Which projects to list; they come newest first. What is null is left to the service.
 *
 * @param status only those that stand there
 * @param pageSize projects per request, 1 to 100 as documented
 */
public record ProjectFilter(@Nullable ProjectStatus status, @Nullable Integer pageSize) {
  /** All projects. */
  public static final ProjectFilter ALL = new ProjectFilter(null, null);

  /** The same for one status. */
  public ProjectFilter status(ProjectStatus only) {
    return new ProjectFilter(only, pageSize);
  }

  /** The same with another number of projects per request. */
  public ProjectFilter pageSize(int projects) {
    return new ProjectFilter(status, projects);
  }
}
