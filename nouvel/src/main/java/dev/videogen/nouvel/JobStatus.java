package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Where a job stands; any other text is kept, and isn't the end.
 *
 * @param value the text as the service writes it
 */
public record JobStatus(String value) implements TextValue {
  /** {@code pending}: not started. */
  public static final JobStatus PENDING = new JobStatus("pending");

  /** {@code running}: in progress. */
  public static final JobStatus RUNNING = new JobStatus("running");

  /** {@code completed}: all videos are done. */
  public static final JobStatus COMPLETED = new JobStatus("completed");

  /** {@code partial}: some videos are done, some failed. */
  public static final JobStatus PARTIAL = new JobStatus("partial");

  /** {@code failed}: all videos failed. */
  public static final JobStatus FAILED = new JobStatus("failed");

  /** {@code cancelled}: ended from outside, for example in the dashboard. */
  public static final JobStatus CANCELLED = new JobStatus("cancelled");

  /** Whether the job will change no more. */
  public boolean isTerminal() {
    return equals(COMPLETED) || equals(PARTIAL) || equals(FAILED) || equals(CANCELLED);
  }

  @Override
  public String toString() {
    return value;
  }
}
