package dev.videogen.nouvel;

import dev.videogen.core.json.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A report that a job has ended. Decide by {@link #status()}: the event's name is the same for
 * success and failure. A cancelled job sends none.
 *
 * @param event {@code job.completed}, whatever the outcome
 * @param jobId the job
 * @param status how it ended
 * @param totalProjects videos ordered
 * @param completedProjects videos done
 * @param failedProjects videos failed
 * @param raw the whole report; what it tells of each video isn't documented
 */
public record WebhookEvent(
    @Nullable String event,
    String jobId,
    JobStatus status,
    @Nullable Integer totalProjects,
    @Nullable Integer completedProjects,
    @Nullable Integer failedProjects,
    JsonFields raw) {

  static WebhookEvent of(JsonFields json) {
    return new WebhookEvent(
        json.text("event"),
        json.requireText("jobId"),
        new JobStatus(json.requireText("status")),
        json.integer("totalProjects"),
        json.integer("completedProjects"),
        json.integer("failedProjects"),
        json);
  }

  /** What repeated deliveries of one report share: they have no id, so job and status make it. */
  public String key() {
    return jobId + " " + status;
  }
}
