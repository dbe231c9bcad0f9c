package dev.videogen.nouvel.samples;

import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.JobStage;
import dev.videogen.nouvel.JobStatus;
import dev.videogen.nouvel.ProjectProgress;
import dev.videogen.nouvel.VideoDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Job} values for tests of the code that takes them. Untouched it is a job that has
 * completed with one video. Not for use by several threads.
 *
 * <pre>{@code
 * Job partial =
 *     new JobSample()
 *         .status(JobStatus.PARTIAL)
 *         .details(
 *             new VideoDetailsSample().build(),
 *             new VideoDetailsSample().status(ProjectStatus.FAILED).videoUrl(null).build())
 *         .build();
 * }</pre>
 */
public final class JobSample {
  private String jobId = "550e8400-e29b-41d4-a716-446655440000";
  private JobStatus status = JobStatus.COMPLETED;
  private @Nullable Integer overallProgress = 100;
  private @Nullable JobStage stage = JobStage.STITCHING;
  private @Nullable Integer totalProjects = 1;
  private @Nullable Integer completedProjects = 1;
  private @Nullable Integer failedProjects = 0;
  private List<ProjectProgress> projects = List.of();
  private List<VideoDetails> details = List.of(new VideoDetailsSample().build());

  /** Begins with the sample. */
  public JobSample() {}

  /** Has this as {@link Job#jobId()}. */
  public JobSample jobId(String value) {
    jobId = value;
    return this;
  }

  /** Has this as {@link Job#status()}. */
  public JobSample status(JobStatus value) {
    status = value;
    return this;
  }

  /** Has this as {@link Job#overallProgress()}. */
  public JobSample overallProgress(@Nullable Integer value) {
    overallProgress = value;
    return this;
  }

  /** Has this as {@link Job#stage()}. */
  public JobSample stage(@Nullable JobStage value) {
    stage = value;
    return this;
  }

  /** Has this as {@link Job#totalProjects()}. */
  public JobSample totalProjects(@Nullable Integer value) {
    totalProjects = value;
    return this;
  }

  /** Has this as {@link Job#completedProjects()}. */
  public JobSample completedProjects(@Nullable Integer value) {
    completedProjects = value;
    return this;
  }

  /** Has this as {@link Job#failedProjects()}. */
  public JobSample failedProjects(@Nullable Integer value) {
    failedProjects = value;
    return this;
  }

  /** Has these as {@link Job#projects()}. */
  public JobSample projects(ProjectProgress... values) {
    projects = List.of(values);
    return this;
  }

  /** Has these as {@link Job#details()}. */
  public JobSample details(VideoDetails... values) {
    details = List.of(values);
    return this;
  }

  /** The value. */
  public Job build() {
    return new Job(
        jobId,
        status,
        overallProgress,
        stage,
        totalProjects,
        completedProjects,
        failedProjects,
        projects,
        details);
  }
}
