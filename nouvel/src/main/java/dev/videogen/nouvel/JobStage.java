package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * What a running job is busy with; any other text is kept.
 *
 * @param value the text as the service writes it
 */
public record JobStage(String value) implements TextValue {
  /** {@code preparing}: one or two minutes. */
  public static final JobStage PREPARING = new JobStage("preparing");

  /** {@code video}: some ten minutes. */
  public static final JobStage VIDEO = new JobStage("video");

  /** {@code audio}: under a minute. */
  public static final JobStage AUDIO = new JobStage("audio");

  /** {@code lip_sync}: three to five minutes. */
  public static final JobStage LIP_SYNC = new JobStage("lip_sync");

  /** {@code stitching}: under a minute. */
  public static final JobStage STITCHING = new JobStage("stitching");

  @Override
  public String toString() {
    return value;
  }
}
