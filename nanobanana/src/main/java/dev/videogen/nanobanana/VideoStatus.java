package dev.videogen.nanobanana;

import dev.videogen.core.json.TextValue;

/**
 * Where a video stands; any other text is kept, and isn't the end.
 *
 * @param value the text as the service writes it, {@code queued} read as {@code pending}
 */
public record VideoStatus(String value) implements TextValue {
  /** {@code pending}: not started. */
  public static final VideoStatus PENDING = new VideoStatus("pending");

  /** {@code processing}: the models run. */
  public static final VideoStatus PROCESSING = new VideoStatus("processing");

  /** {@code completed}: the video can be downloaded. */
  public static final VideoStatus COMPLETED = new VideoStatus("completed");

  /** {@code failed}: there is no video; support may give credits back. */
  public static final VideoStatus FAILED = new VideoStatus("failed");

  /** An older word of the service's means the same as the current one. */
  public VideoStatus {
    if (value.equals("queued")) {
      value = "pending";
    }
  }

  /** Whether the video will change no more. */
  public boolean isTerminal() {
    return equals(COMPLETED) || equals(FAILED);
  }

  @Override
  public String toString() {
    return value;
  }
}
