package dev.videogen.nouvel;

import java.util.List;

/**
 * What is known of an order after a look at the service.
 *
 * @param outcome what that is
 * @param projects the projects that may be of it: all of them if it was found
 * @param advice what to do now, in one or two sentences
 */
public record Reconciliation(Outcome outcome, List<Project> projects, String advice) {
  /** What is known of an order. */
  public enum Outcome {
    /** The ledger knew: it was settled before. Call again with its key. */
    SETTLED,
    /** The service has it. The ledger has it as paid now; it isn't sent again. */
    FOUND,
    /** The service has something that may be of it, or of another order: a person must decide. */
    AMBIGUOUS,
    /** The service lists nothing of it, which proves nothing. */
    NOT_FOUND_SO_FAR
  }
}
