package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Width to height; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record AspectRatio(String value) implements TextValue {
  /** {@code 9:16}, the default. */
  public static final AspectRatio PORTRAIT = new AspectRatio("9:16");

  /** {@code 16:9}. */
  public static final AspectRatio LANDSCAPE = new AspectRatio("16:9");

  /** {@code 1:1}. */
  public static final AspectRatio SQUARE = new AspectRatio("1:1");

  @Override
  public String toString() {
    return value;
  }
}
