package dev.videogen.core.ledger;

import dev.videogen.core.spending.Cost;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger knows of one idempotency key.
 *
 * @param order what was asked for
 * @param state how far it got
 * @param held whether somebody had the sole right to send it when this was read; in a store that
 *     processes share, a holder that died counts until its time is over
 * @param attempts the number of the last attempt that may have left, counted from 1; 0 if none did
 * @param openAttempts how many attempts may have left whose outcome isn't known: at most so often
 *     it was charged
 * @param claimedAt when the call began, by the caller's clock: nothing was sent before
 * @param sentAt when the last attempt was about to leave; null if none did
 * @param settledAt when the outcome was recorded; null if it wasn't
 * @param reason why a person or a look-up settled it; null if the call did
 * @param answer the response's text, if paid; null where it was longer than 64 KiB
 * @param cost what it counts for under a limit on spending: what each attempt without a known
 *     outcome reserved, and of a paid one what was charged
 */
public record Entry(
    Order order,
    State state,
    boolean held,
    int attempts,
    int openAttempts,
    Instant claimedAt,
    @Nullable Instant sentAt,
    @Nullable Instant settledAt,
    @Nullable String reason,
    @Nullable String answer,
    Cost cost) {

  /** How far an order got. */
  public enum State {
    /** Somebody prepares it; nothing has left. */
    CLAIMED,
    /** It may have left, and no outcome is known. */
    SENT,
    /** It was accepted, and is paid for. */
    PAID,
    /** It was refused or never left, and cost nothing: its key is free. */
    REFUSED
  }

  static Entry claimed(Order order, Instant now) {
    return new Entry(order, State.CLAIMED, true, 0, 0, now, null, null, null, null, Cost.NONE);
  }

  Entry sending(int attempt, Cost planned, Instant now) {
    return new Entry(
        order,
        State.SENT,
        held,
        attempt,
        openAttempts + 1,
        claimedAt,
        now,
        null,
        null,
        null,
        cost.plus(planned));
  }

  /** After a refusal: what earlier attempts may have cost stays open. */
  Entry attemptRefused(Instant now) {
    int open = openAttempts - 1;
    Cost left = cost.part(open, openAttempts);
    return open > 0
        ? new Entry(
            order, State.SENT, held, attempts, open, claimedAt, sentAt, null, null, null, left)
        : new Entry(
            order, State.REFUSED, held, attempts, 0, claimedAt, sentAt, now, null, null, left);
  }

  Entry settled(Settlement settlement, @Nullable String why, Instant now) {
    if (settlement.state() == State.SENT) {
      return with(false);
    }
    return new Entry(
        order,
        settlement.state(),
        false,
        attempts,
        0,
        claimedAt,
        sentAt,
        now,
        why,
        settlement.answer(),
        costAfter(settlement));
  }

  /** Earlier attempts may have been charged as well as the one that was paid. */
  private Cost costAfter(Settlement settlement) {
    if (settlement.state() == State.REFUSED) {
      return Cost.NONE;
    }
    Cost told = settlement.cost();
    return told == null || openAttempts == 0
        ? cost
        : cost.part(openAttempts - 1, openAttempts).plus(told);
  }

  Entry with(boolean nowHeld) {
    return new Entry(
        order,
        state,
        nowHeld,
        attempts,
        openAttempts,
        claimedAt,
        sentAt,
        settledAt,
        reason,
        answer,
        cost);
  }
}
