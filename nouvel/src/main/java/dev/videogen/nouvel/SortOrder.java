package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Which way posts are sorted; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record SortOrder(String value) implements TextValue {
  /** {@code asc}. */
  public static final SortOrder ASCENDING = new SortOrder("asc");

  /** {@code desc}. */
  public static final SortOrder DESCENDING = new SortOrder("desc");

  @Override
  public String toString() {
    return value;
  }
}
