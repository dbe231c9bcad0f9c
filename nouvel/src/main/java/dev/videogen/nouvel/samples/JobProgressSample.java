package dev.videogen.nouvel.samples;

import dev.videogen.nouvel.JobProgress;
import dev.videogen.nouvel.JobStage;
import dev.videogen.nouvel.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link JobProgress} values for tests of the code that takes them. Untouched it is the
 * progress of a job that makes its video. Not for use by several threads.
 */
public final class JobProgressSample {
  private String jobId = "550e8400-e29b-41d4-a716-446655440000";
  private JobStatus status = JobStatus.RUNNING;
  private @Nullable JobStage stage = JobStage.VIDEO;
  private int percent = 33;
  private @Nullable Integer completedProjects = 0;
  private @Nullable Integer totalProjects = 1;

  /** Begins with the sample. */
  public JobProgressSample() {}

  /** Has this as {@link JobProgress#jobId()}. */
  public JobProgressSample jobId(String value) {
    jobId = value;
    return this;
  }

  /** Has this as {@link JobProgress#status()}. */
  public JobProgressSample status(JobStatus value) {
    status = value;
    return this;
  }

  /** Has this as {@link JobProgress#stage()}. */
  public JobProgressSample stage(@Nullable JobStage value) {
    stage = value;
    return this;
  }

  /** Has this as {@link JobProgress#percent()}. */
  public JobProgressSample percent(int value) {
    percent = value;
    return this;
  }

  /** Has this as {@link JobProgress#completedProjects()}. */
  public JobProgressSample completedProjects(@Nullable Integer value) {
    completedProjects = value;
    return this;
  }

  /** Has this as {@link JobProgress#totalProjects()}. */
  public JobProgressSample totalProjects(@Nullable Integer value) {
    totalProjects = value;
    return this;
  }

  /** The value. */
  public JobProgress build() {
    return new JobProgress(jobId, status, stage, percent, completedProjects, totalProjects);
  }
}
