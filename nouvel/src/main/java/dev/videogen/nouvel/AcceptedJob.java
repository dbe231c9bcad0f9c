package dev.videogen.nouvel;

import dev.videogen.core.json.Id;
import dev.videogen.core.spending.HasCost;
import org.jspecify.annotations.Nullable;

/**
 * A job that the service has accepted. Keep its id: the job can be awaited by it from any process,
 * and no call lists jobs.
 *
 * @param jobId what to await; any text
 * @param totalProjects videos requested: pages times variants
 * @param status where it stands, {@code running} as documented
 */
public record AcceptedJob(
    @Id String jobId, @Nullable Integer totalProjects, @Nullable JobStatus status)
    implements HasCost {

  /** A video each, as the service counts them. */
  @Override
  public @Nullable Integer videosCharged() {
    return totalProjects;
  }
}
