package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * The copilot's response.
 *
 * @param response the text, in Markdown
 * @param model the model, as the plan provides it
 */
public record ChatAnswer(String response, @Nullable String model) {

  /** Leaves the text out: a response may end up in a log. */
  @Override
  public String toString() {
    return "ChatAnswer[model=" + model + "]";
  }
}
