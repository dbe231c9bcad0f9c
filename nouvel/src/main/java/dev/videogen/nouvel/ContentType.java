package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * What kind of video to make; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record ContentType(String value) implements TextValue {
  /** {@code ad}: direct response, with a call to action. */
  public static final ContentType AD = new ContentType("ad");

  /** {@code organic}: softer, editorial. */
  public static final ContentType ORGANIC = new ContentType("organic");

  @Override
  public String toString() {
    return value;
  }
}
