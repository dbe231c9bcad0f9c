package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * What posts are sorted by; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record PostSort(String value) implements TextValue {
  /** {@code date}. */
  public static final PostSort DATE = new PostSort("date");

  /** {@code engagement}. */
  public static final PostSort ENGAGEMENT = new PostSort("engagement");

  @Override
  public String toString() {
    return value;
  }
}
