package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * How the script argues; any other text is passed through, and the documented list isn't complete.
 *
 * @param value the text as the service writes it
 */
public record ScriptStyle(String value) implements TextValue {
  /** {@code problem_solution}, the default. */
  public static final ScriptStyle PROBLEM_SOLUTION = new ScriptStyle("problem_solution");

  /** {@code three_reasons}. */
  public static final ScriptStyle THREE_REASONS = new ScriptStyle("three_reasons");

  /** {@code discovery}. */
  public static final ScriptStyle DISCOVERY = new ScriptStyle("discovery");

  /** {@code social_proof}. */
  public static final ScriptStyle SOCIAL_PROOF = new ScriptStyle("social_proof");

  /** {@code special_offers}. */
  public static final ScriptStyle SPECIAL_OFFERS = new ScriptStyle("special_offers");

  @Override
  public String toString() {
    return value;
  }
}
