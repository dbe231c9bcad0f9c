package dev.videogen.nouvel.samples;

import dev.videogen.core.json.JsonFields;
import dev.videogen.nouvel.JobStatus;
import dev.videogen.nouvel.WebhookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link WebhookEvent} values for tests of the code that takes them. Untouched it is a report
 * of a completed job; {@link WebhookEvent#raw()} is empty. Not for use by several threads.
 */
public final class WebhookEventSample {
  private @Nullable String event = "job.completed";
  private String jobId = "550e8400-e29b-41d4-a716-446655440000";
  private JobStatus status = JobStatus.COMPLETED;
  private @Nullable Integer totalProjects = 1;
  private @Nullable Integer completedProjects = 1;
  private @Nullable Integer failedProjects = 0;
  private JsonFields raw;

  /** Begins with the sample. */
  public WebhookEventSample() {
    try {
      raw = JsonFields.parse("{}");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Has this as {@link WebhookEvent#event()}. */
  public WebhookEventSample event(@Nullable String value) {
    event = value;
    return this;
  }

  /** Has this as {@link WebhookEvent#jobId()}. */
  public WebhookEventSample jobId(String value) {
    jobId = value;
    return this;
  }

  /** Has this as {@link WebhookEvent#status()}. */
  public WebhookEventSample status(JobStatus value) {
    status = value;
    return this;
  }

  /** Has this as {@link WebhookEvent#totalProjects()}. */
  public WebhookEventSample totalProjects(@Nullable Integer value) {
    totalProjects = value;
    return this;
  }

  /** Has this as {@link WebhookEvent#completedProjects()}. */
  public WebhookEventSample completedProjects(@Nullable Integer value) {
    completedProjects = value;
    return this;
  }

  /** Has this as {@link WebhookEvent#failedProjects()}. */
  public WebhookEventSample failedProjects(@Nullable Integer value) {
    failedProjects = value;
    return this;
  }

  /** Has this as {@link WebhookEvent#raw()}. */
  public WebhookEventSample raw(JsonFields value) {
    raw = value;
    return this;
  }

  /** The value. */
  public WebhookEvent build() {
    return new WebhookEvent(
        event, jobId, status, totalProjects, completedProjects, failedProjects, raw);
  }
}
