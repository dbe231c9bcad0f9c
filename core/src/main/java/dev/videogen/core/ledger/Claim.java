package dev.videogen.core.ledger;

/** What a ledger answers to who wants to send an order: {@link Granted}, or why not to. */
public sealed interface Claim {
  /**
   * Go on: the key is new, or was never sent, or was refused and cost nothing.
   *
   * @param hold to be given back by {@link Ledger#settled}, however the call ends
   */
  record Granted(Hold hold) implements Claim {}

  /**
   * It is paid for already: the answer is in the entry, unless it was too long to be kept.
   *
   * @param entry what is known of it
   */
  record Paid(Entry entry) implements Claim {}

  /**
   * It was sent, its outcome isn't known, and nobody is at it any more.
   *
   * @param entry when it was sent, and how often
   */
  record Unknown(Entry entry) implements Claim {}

  /**
   * Another thread or process has claimed it. Ask again later: it becomes one of the others.
   *
   * @param entry how far the other has got
   */
  record Held(Entry entry) implements Claim {}

  /**
   * The key stands for another order, which is held, sent or paid.
   *
   * @param entry the other order
   * @param differing what isn't the same, in words: {@code account}, {@code endpoint}, {@code body}
   */
  record Mismatch(Entry entry, String differing) implements Claim {}

  /**
   * What to answer where an entry stands in the way; for implementations of {@link Ledger}.
   *
   * @throws IllegalArgumentException if the entry is free to be claimed
   */
  static Claim refused(Entry entry, Order asked) {
    String differing = entry.order().differenceFrom(asked);
    if (!entry.held()
        && (entry.state() == Entry.State.REFUSED || entry.state() == Entry.State.CLAIMED)) {
      throw new IllegalArgumentException("entry: " + asked.key() + " is free to be claimed");
    }
    if (differing != null) {
      return new Mismatch(entry, differing);
    }
    if (entry.held()) {
      return new Held(entry);
    }
    return entry.state() == Entry.State.PAID ? new Paid(entry) : new Unknown(entry);
  }
}
