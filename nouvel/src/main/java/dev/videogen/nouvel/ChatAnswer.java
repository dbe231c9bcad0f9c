package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * What the copilot says.
 *
 * @param response its words, in Markdown
 * @param model the model, as the plan provides it
 */
public record ChatAnswer(String response, @Nullable String model) {

  /** Leaves the text out: an answer may end up in a log. */
  @Override
  public String toString() {
    return "ChatAnswer[model=" + model + "]";
  }
}
