package dev.videogen.core.ledger;

import dev.videogen.core.spending.Cost;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How an order came out, all of its attempts taken together. */
public final class Settlement {
  /** Longer responses aren't kept; those of paid calls are far shorter. */
  static final int LONGEST_ANSWER = 64 * 1024;

  private static final int LONGEST_REASON = 1000;

  private static final Settlement REFUSED = new Settlement(Entry.State.REFUSED, null, null);
  private static final Settlement UNKNOWN = new Settlement(Entry.State.SENT, null, null);

  private final Entry.State state;
  private final @Nullable String answer;
  private final @Nullable Cost cost;

  private Settlement(Entry.State state, @Nullable String answer, @Nullable Cost cost) {
    this.state = state;
    this.answer = answer;
    this.cost = cost;
  }

  /**
   * Accepted, and paid for.
   *
   * @param answer the response's text, replayed to whoever asks again; null, or more than 64 KiB in
   *     UTF-8, is recorded as paid without its answer
   */
  public static Settlement paid(@Nullable String answer) {
    return paid(answer, null);
  }

  /**
   * Accepted, and paid for.
   *
   * @param answer as in {@link #paid(String)}
   * @param cost what the attempt that was accepted cost; null if that is as it was planned
   */
  public static Settlement paid(@Nullable String answer, @Nullable Cost cost) {
    return new Settlement(Entry.State.PAID, answer != null && fits(answer) ? answer : null, cost);
  }

  /** Nothing left this machine, or each attempt was refused and cost nothing: the key is free. */
  public static Settlement refused() {
    return REFUSED;
  }

  /** It may have been charged, and nobody knows. The entry stays as one that was sent. */
  public static Settlement unknown() {
    return UNKNOWN;
  }

  /** What becomes of an entry: paid, refused, or still sent. */
  public Entry.State state() {
    return state;
  }

  /** The response's text; null if it isn't paid, or too long to be kept. */
  public @Nullable String answer() {
    return answer;
  }

  /** What the accepted attempt cost; null if it isn't paid, or cost what was planned. */
  public @Nullable Cost cost() {
    return cost;
  }

  /**
   * Refuses what nobody can settle by hand; for implementations of {@link Ledger#settle}.
   *
   * @throws IllegalArgumentException if it is unknown, or the reason blank, over 1,000 characters
   *     or of several lines
   */
  public void checkByHand(String reason) {
    PlainText.checked("reason", reason, LONGEST_REASON);
    if (state == Entry.State.SENT) {
      throw new IllegalArgumentException("settlement: unknown, must be paid or refused");
    }
  }

  private static boolean fits(String answer) {
    return answer.length() <= LONGEST_ANSWER
        && answer.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ANSWER;
  }

  @Override
  public String toString() {
    // Without the answer, which may hold a signed URL.
    return "Settlement[" + state + "]";
  }
}
