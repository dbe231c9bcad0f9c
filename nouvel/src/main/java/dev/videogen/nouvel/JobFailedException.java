package dev.videogen.nouvel;

/**
 * A job ended without all its videos. Only {@link Job#requireCompleted()} throws it: no call
 * failed, so it is no {@link dev.videogen.core.errors.ApiException}; and it is unchecked, so that
 * the method fits where a future or a stream takes it. Whether failed videos are given back isn't
 * documented.
 */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Job job;

  JobFailedException(Job job) {
    super("nouvel job " + job.jobId() + " ended as " + job.status() + " - " + advice(job));
    this.job = job;
  }

  private static String advice(Job job) {
    int usable = job.completed().size();
    return usable == 0
        ? "Check the quota before you pay for it again."
        : "Use the videos that are done: " + usable + ".";
  }

  /** The job, with the videos that can be used all the same. */
  public Job job() {
    return job;
  }

  /** What is serialized: the message and the stack trace, without the job. */
  private Object writeReplace() {
    RuntimeException plain = new RuntimeException(getMessage());
    plain.setStackTrace(getStackTrace());
    return plain;
  }
}
