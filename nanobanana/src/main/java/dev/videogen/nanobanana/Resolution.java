package dev.videogen.nanobanana;

import dev.videogen.core.json.TextValue;

/**
 * A video's resolution; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record Resolution(String value) implements TextValue {
  /** {@code 480p}. */
  public static final Resolution R480P = new Resolution("480p");

  /** {@code 720p}. */
  public static final Resolution R720P = new Resolution("720p");

  /** {@code 1080p}. */
  public static final Resolution R1080P = new Resolution("1080p");

  /** {@code 4k}. */
  public static final Resolution R4K = new Resolution("4k");

  @Override
  public String toString() {
    return value;
  }
}
