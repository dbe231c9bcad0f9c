package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call went through before it failed, as far as the failure itself doesn't tell it.
 *
 * @param attempts all attempts, in order
 * @param plannedWait the wait that would have come next, or null
 * @param accepted what was accepted and paid for before, or null
 */
@ProviderApi
public record History(
    List<Attempt> attempts, @Nullable Duration plannedWait, @Nullable Object accepted) {

  /** Nothing yet. */
  public static final History NONE = new History(List.of(), null, null);

  /** Copies the list. */
  public History {
    attempts = List.copyOf(attempts);
  }

  /** The same, after something was accepted and paid for. */
  public History after(Object paidFor) {
    return new History(attempts, plannedWait, paidFor);
  }

  /** What all attempts may have cost. */
  Charge charge() {
    Charge charge = accepted == null ? Charge.NONE : Charge.CERTAIN;
    for (Attempt attempt : attempts) {
      charge = charge.or(attempt.charge());
    }
    return charge;
  }

  /** What was accepted may be what one of the attempts was charged for. */
  int possibleCharges() {
    int possible = 0;
    for (Attempt attempt : attempts) {
      possible += attempt.charge() == Charge.NONE ? 0 : 1;
    }
    return accepted == null ? possible : Math.max(possible, 1);
  }

  @Nullable String adviceAfterPayment() {
    return accepted == null
        ? null
        : "Don't pay again: " + accepted + " was accepted and is paid for. Go on from there.";
  }

  /** What the message says beside the failure's own text. */
  String remark() {
    if (accepted != null) {
      return " " + adviceAfterPayment();
    }
    int possible = possibleCharges();
    return possible < 2 ? "" : " " + possible + " attempts may have been charged.";
  }
}
