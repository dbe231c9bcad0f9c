package dev.videogen.nanobanana;

import dev.videogen.core.json.TextValue;

/**
 * A video's width to height; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record AspectRatio(String value) implements TextValue {
  /** {@code 16:9}. */
  public static final AspectRatio RATIO_16_9 = new AspectRatio("16:9");

  /** {@code 9:16}. */
  public static final AspectRatio RATIO_9_16 = new AspectRatio("9:16");

  /** {@code 1:1}. */
  public static final AspectRatio RATIO_1_1 = new AspectRatio("1:1");

  /** {@code 4:3}. */
  public static final AspectRatio RATIO_4_3 = new AspectRatio("4:3");

  /** {@code 3:4}. */
  public static final AspectRatio RATIO_3_4 = new AspectRatio("3:4");

  /** {@code 21:9}. */
  public static final AspectRatio RATIO_21_9 = new AspectRatio("21:9");

  /** {@code adaptive}. */
  public static final AspectRatio ADAPTIVE = new AspectRatio("adaptive");

  @Override
  public String toString() {
    return value;
  }
}
