package dev.videogen.nouvel;

import java.io.IOException;

/**
 * A job ended without all its videos. Only {@link Job#requireCompleted()} throws it: no call
 * failed, so it isn't an {@link dev.videogen.core.errors.ApiException}. Whether failed videos are
 * given back isn't documented.
 */
public final class JobFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Job job;

  JobFailedException(Job job) {
    super("nouvel job " + job.jobId() + " ended as " + job.status() + " - " + advice(job));
    this.job = job;
  }

  private static String advice(Job job) {
    int usable = job.completed().size();
    return usable == 0
        ? "Check the quota before you retry."
        : "Use the videos that are done: " + usable + ".";
  }

  /** The job, with the videos that can be used all the same. */
  public Job job() {
    return job;
  }

  /** What is serialized: a plain {@code IOException} with the message and the stack trace. */
  private Object writeReplace() {
    IOException plain = new IOException(getMessage());
    plain.setStackTrace(getStackTrace());
    return plain;
  }
}
