package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * Who said something in a conversation; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record ChatRole(String value) implements TextValue {
  /** {@code user}: you. */
  public static final ChatRole USER = new ChatRole("user");

  /** {@code assistant}: the copilot. The word isn't documented; a history can't do without one. */
  public static final ChatRole ASSISTANT = new ChatRole("assistant");

  @Override
  public String toString() {
    return value;
  }
}
