package dev.videogen.core.ledger;

import dev.videogen.core.spending.OverLimitException;
import dev.videogen.core.spending.Spending;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A durable record of paid orders by idempotency key. Methods block until what they record is
 * durable; implementations are thread-safe.
 *
 * <p>A call claims its key, records each attempt before any of it leaves, and settles:
 *
 * <pre>{@code
 * if (ledger.claim(order, time.now()) instanceof Claim.Granted granted) {
 *   ledger.sending(granted.hold(), 1, time.now());
 *   String answer = post(body);
 *   ledger.settled(granted.hold(), Settlement.paid(answer), time.now());
 * }
 * }</pre>
 *
 * <p>An {@code IOException} means that nothing is known to be recorded: what isn't recorded must
 * not be sent. The times given are recorded for people, and decide nothing, so a clock may go back.
 */
public interface Ledger {
  /**
   * Asks for the sole right to send an order. A key that was never sent, or was refused and cost
   * nothing, is free, even for another order.
   *
   * @throws IOException if the store can't be read or written
   */
  Claim claim(Order order, Instant now) throws IOException;

  /**
   * Records that an attempt is about to leave. Only after this has returned may it.
   *
   * @param attempt its number, counted from 1
   * @param spending what it reserves, and the limits that it must keep together with all that the
   *     order's account has spent at its provider. To look and to reserve is one step: of two
   *     callers that ask for the last room, whatever their processes, one gets it
   * @throws OverLimitException if a limit has no room; nothing may leave
   * @throws ClaimLostException if the order isn't held; nothing may leave
   * @throws IOException if it can't be recorded; nothing may leave
   * @throws IllegalArgumentException if {@code attempt} is less than 1
   */
  void sending(Hold hold, int attempt, Spending spending, Instant now) throws IOException;

  /**
   * As {@link #sending(Hold, int, Spending, Instant)}, without a cost.
   *
   * @throws IOException if nothing may leave
   */
  default void sending(Hold hold, int attempt, Instant now) throws IOException {
    sending(hold, attempt, Spending.NONE, now);
  }

  /**
   * Records that the attempt just sent was refused and cost nothing, and that another may follow:
   * the hold stays. Without it, a crash while the caller waits for its next attempt is a false
   * alarm. Earlier attempts that may have been charged stay open.
   *
   * @throws ClaimLostException if the order isn't held, or nothing was sent
   * @throws IOException if it can't be recorded
   */
  void attemptRefused(Hold hold, Instant now) throws IOException;

  /**
   * Records the outcome and gives the hold back. Also for a call that never sent anything, as
   * {@link Settlement#refused}.
   *
   * @throws ClaimLostException if the order isn't held
   * @throws IOException if it can't be recorded: the entry stays sent
   */
  void settled(Hold hold, Settlement settlement, Instant now) throws IOException;

  /**
   * Settles by hand what was sent and has no known outcome.
   *
   * @param settlement paid or refused
   * @param reason who found out, and how; up to 1,000 characters on one line
   * @return false if there is no such entry, or somebody is sending it now
   * @throws IOException if it can't be recorded
   * @throws IllegalArgumentException if the settlement is unknown, or the reason blank, too long,
   *     or of several lines
   */
  boolean settle(String key, Settlement settlement, String reason, Instant now) throws IOException;

  /**
   * All that was sent and has no known outcome, by time of sending. What is being sent now is among
   * them, and {@linkplain Entry#held held}.
   *
   * @throws IOException if the store can't be read
   */
  List<Entry> unsettled() throws IOException;

  /**
   * All that was sent in a period, by the clock of whoever sent it, and wasn't refused: paid, or
   * without a known outcome. For who looks for an order at a service and must not take another's.
   *
   * @throws IOException if the store can't be read
   */
  List<Entry> sentBetween(Instant from, Instant to) throws IOException;

  /**
   * What is known of a key; null if nothing is.
   *
   * @throws IOException if the store can't be read
   */
  @Nullable Entry find(String key) throws IOException;

  /**
   * Forgets what was settled before a time, by the clock of whoever settled it; a limit on spending
   * doesn't count it any more. Nothing is ever forgotten otherwise. A key that is forgotten can be
   * paid again: keep entries for longer than anybody may deliver an order again.
   *
   * @return how many were forgotten
   * @throws IOException if the store can't be written; entries may or may not be forgotten
   */
  int forget(Instant settledBefore) throws IOException;
}
