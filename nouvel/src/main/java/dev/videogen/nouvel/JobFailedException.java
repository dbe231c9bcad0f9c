package dev.videogen.nouvel;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import java.time.Instant;
import java.util.Map;
import okhttp3.Headers;

/**
 * A job ended without all its videos. Only {@link Job#requireCompleted()} throws it; whether failed
 * videos are given back isn't documented.
 */
public final class JobFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final transient Job job;

  JobFailedException(Job job, Instant time) {
    super(
        new Failure(
            "nouvel",
            "job",
            "GET",
            0,
            null,
            "job " + job.jobId() + " ended as " + job.status(),
            null,
            null,
            Headers.of(),
            null,
            false,
            Map.of(),
            null,
            null,
            time,
            job.completed().isEmpty()
                ? "Look at the quota before ordering again."
                : "Use the videos that are done: " + job.completed().size() + ".",
            Charge.POSSIBLE,
            false,
            null));
    this.job = job;
  }

  /** The job, with the videos that can be used all the same. */
  public Job job() {
    return job;
  }
}
