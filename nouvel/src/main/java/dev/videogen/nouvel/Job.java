package dev.videogen.nouvel;

import com.squareup.moshi.Json;
import dev.videogen.core.json.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands. A terminal job is a value whatever its outcome: a partial one has usable
 * videos, and even a failed one has details.
 *
 * @param jobId its id
 * @param status where it stands; decide by this alone
 * @param overallProgress 0 to 100, the mean of its videos; 100 doesn't mean success, and it may go
 *     back
 * @param stage what it is busy with while it runs
 * @param totalProjects videos requested
 * @param completedProjects videos done
 * @param failedProjects videos failed
 * @param projects what each video is at while the job runs; may be empty
 * @param details {@code completedDetails}: despite that name all videos, failed ones included, of a
 *     job that has ended; {@link #completed()} and {@link #failed()} separate them
 */
public record Job(
    @Id String jobId,
    JobStatus status,
    @Nullable Integer overallProgress,
    @Nullable JobStage stage,
    @Nullable Integer totalProjects,
    @Nullable Integer completedProjects,
    @Nullable Integer failedProjects,
    List<ProjectProgress> projects,
    @Json(name = "completedDetails") List<VideoDetails> details) {

  /** The videos that can be downloaded: completed, with a URL. */
  public List<CompletedVideo> completed() {
    return details.stream()
        .filter(VideoDetails::isUsable)
        .map(video -> new CompletedVideo(String.valueOf(video.videoUrl()), video))
        .toList();
  }

  /** The videos of an ended job that can't be downloaded. The service doesn't say why. */
  public List<VideoDetails> failed() {
    return details.stream().filter(video -> !video.isUsable()).toList();
  }

  /**
   * This job, if all its videos are done; for those who want an exception otherwise: {@code
   * future.thenApply(Job::requireCompleted)}.
   *
   * @throws JobFailedException if it is partial, failed or cancelled; its {@link
   *     JobFailedException#job()} has what can be used all the same
   * @throws IllegalStateException if it hasn't ended
   */
  public Job requireCompleted() {
    if (!status.isTerminal()) {
      throw new IllegalStateException("status: " + status + ", the job hasn't ended");
    }
    if (!status.equals(JobStatus.COMPLETED)) {
      throw new JobFailedException(this);
    }
    return this;
  }
}
