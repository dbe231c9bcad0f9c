package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Where a post, or its copy on one platform, stands; any other text is kept, and isn't the end.
 *
 * @param value the text as the service writes it
 */
public record PublishStatus(String value) implements TextValue {
  /** {@code pending}: not begun. */
  public static final PublishStatus PENDING = new PublishStatus("pending");

  /** {@code publishing}: on its way. */
  public static final PublishStatus PUBLISHING = new PublishStatus("publishing");

  /** {@code published}: live. */
  public static final PublishStatus PUBLISHED = new PublishStatus("published");

  /** {@code failed}: not posted. */
  public static final PublishStatus FAILED = new PublishStatus("failed");

  /** {@code scheduled}: waits for its time. */
  public static final PublishStatus SCHEDULED = new PublishStatus("scheduled");

  /** Whether it will change no more. */
  public boolean isTerminal() {
    return equals(PUBLISHED) || equals(FAILED);
  }

  @Override
  public String toString() {
    return value;
  }
}
