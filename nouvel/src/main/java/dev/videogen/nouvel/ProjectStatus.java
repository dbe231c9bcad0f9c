package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Where one video stands; any other text is kept, and isn't the end. These aren't the words of
 * {@link JobStage}.
 *
 * @param value the text as the service writes it
 */
public record ProjectStatus(String value) implements TextValue {
  /** {@code preparing}. */
  public static final ProjectStatus PREPARING = new ProjectStatus("preparing");

  /** {@code generating}. */
  public static final ProjectStatus GENERATING = new ProjectStatus("generating");

  /** {@code post_processing}. */
  public static final ProjectStatus POST_PROCESSING = new ProjectStatus("post_processing");

  /** {@code stitching}. */
  public static final ProjectStatus STITCHING = new ProjectStatus("stitching");

  /** {@code completed}: it can be downloaded. */
  public static final ProjectStatus COMPLETED = new ProjectStatus("completed");

  /** {@code failed}: there is no video; the service doesn't say why. */
  public static final ProjectStatus FAILED = new ProjectStatus("failed");

  /** {@code partial}: final, too; what it means for a single video isn't documented. */
  public static final ProjectStatus PARTIAL = new ProjectStatus("partial");

  /** Whether the video will change no more. */
  public boolean isTerminal() {
    return equals(COMPLETED) || equals(FAILED) || equals(PARTIAL);
  }

  @Override
  public String toString() {
    return value;
  }
}
