package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Width to height; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record AspectRatio(String value) implements TextValue {
  /** {@code 9:16}, the default. */
  public static final AspectRatio RATIO_9_16 = new AspectRatio("9:16");

  /** {@code 16:9}. */
  public static final AspectRatio RATIO_16_9 = new AspectRatio("16:9");

  /** {@code 1:1}. */
  public static final AspectRatio RATIO_1_1 = new AspectRatio("1:1");

  @Override
  public String toString() {
    return value;
  }
}
