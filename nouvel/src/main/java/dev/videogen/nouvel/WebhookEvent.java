package dev.videogen.nouvel;

import dev.videogen.core.json.Id;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * A report that a job has ended. Decide by {@link #status()}: the event's name is the same for
 * success and failure. A cancelled job sends none.
 *
 * @param event {@code job.completed}, whatever the outcome
 * @param jobId the job
 * @param status how it ended
 * @param totalProjects videos requested
 * @param completedProjects videos done
 * @param failedProjects videos failed
 * @param raw the whole report; what it says of each video isn't documented
 */
public record WebhookEvent(
    @Nullable String event,
    @Id String jobId,
    JobStatus status,
    @Nullable Integer totalProjects,
    @Nullable Integer completedProjects,
    @Nullable Integer failedProjects,
    @Whole JsonFields raw) {

  /**
   * What several deliveries of one report share, and no two reports do: they have no id, so job and
   * status make it, as in {@code j1 partial}. A blank within either is escaped.
   */
  public String key() {
    return escaped(jobId) + " " + escaped(status.value());
  }

  private static String escaped(String part) {
    return part.replace("\\", "\\\\").replace(" ", "\\ ");
  }
}
