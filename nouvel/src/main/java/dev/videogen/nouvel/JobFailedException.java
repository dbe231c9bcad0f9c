package dev.videogen.nouvel;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import java.time.Instant;

/**
 * A job ended without all its videos. Only {@link Job#requireCompleted()} throws it; whether failed
 * videos are given back isn't documented.
 */
public final class JobFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final transient Job job;

  JobFailedException(Job job, Instant time) {
    super(
        Failure.builder(new CallInfo("nouvel", "job", "GET", true), time)
            .error("job " + job.jobId() + " ended as " + job.status())
            .advice(
                job.completed().isEmpty()
                    ? "Look at the quota before requesting it again."
                    : "Use the videos that are done: " + job.completed().size() + ".")
            .charge(Charge.POSSIBLE)
            .build());
    this.job = job;
  }

  /** The job, with the videos that can be used all the same. */
  public Job job() {
    return job;
  }
}
