package dev.videogen.core;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.LedgerUnavailableException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Finding;
import dev.videogen.core.spending.OverLimitException;
import dev.videogen.core.time.StopReason;
import java.time.Duration;
import java.time.Instant;

/** What the ledger's answers mean for the caller, where they aren't to go on. */
final class LedgerFailures {
  private static final String THEN =
      " Then settle the key in the ledger, or keep it: it is never sent again by itself.";

  private LedgerFailures() {}

  /** Nothing may leave that isn't recorded. */
  static ApiException unavailable(CallContext context, Throwable cause) {
    return new LedgerUnavailableException(
        failure(context)
            .error("the ledger failed: " + Failures.describe(cause))
            .advice("Nothing was sent: fix the ledger, and try again.")
            .cause(cause)
            .build());
  }

  /** It must not leave: the ledger failed, or a limit on spending has no room. */
  static ApiException notRecorded(CallContext context, Throwable cause) {
    if (!(cause instanceof OverLimitException over)) {
      return unavailable(context, cause);
    }
    Instant now = context.time.now();
    Instant roomAt = over.roomAt();
    Duration wait = roomAt == null ? null : notNegative(Duration.between(now, roomAt));
    return new SpendingLimitException(
        failure(context)
            .error(String.valueOf(over.getMessage()))
            .advice(
                wait == null
                    ? "Nothing was sent: this call alone is more than the limit."
                    : "Nothing was sent: there is room in " + Failure.seconds(wait) + ".")
            .retryAfter(wait)
            .build());
  }

  /** It was sent before, and nobody knows what came of it. */
  static ApiException unknown(CallContext context, Entry entry, String lookUp) {
    return new OutcomeUnknownException(
        failure(context)
            .error(
                quoted(entry)
                    + " was sent at "
                    + entry.sentAt()
                    + ", attempt "
                    + entry.attempts()
                    + ", and its outcome isn't known")
            .advice("Nothing was sent now. " + lookUp + THEN)
            .charge(Charge.POSSIBLE)
            .build());
  }

  /** The service may have it, and couldn't be asked before sending it once more. */
  static ApiException notLookedUp(CallContext context, Throwable cause, String lookUp) {
    return new OutcomeUnknownException(
        failure(context)
            .error(
                "an attempt may have been charged, and the service couldn't be asked whether it has"
                    + " the order: "
                    + Failures.describe(cause))
            .advice("It wasn't sent again. " + lookUp)
            .charge(Charge.POSSIBLE)
            .cause(cause)
            .build());
  }

  /** The service has it, or something like it. */
  static ApiException found(CallContext context, Finding finding, String lookUp) {
    boolean sure = finding.kind() == Finding.Kind.FOUND;
    ApiException found =
        new OutcomeUnknownException(
            failure(context)
                .error(
                    sure
                        ? "the order was accepted although the response said otherwise: "
                            + finding.what()
                        : "an attempt may have been charged: " + finding.what())
                .advice(
                    sure
                        ? "It is paid for, and wasn't sent again."
                        : "It wasn't sent again. " + lookUp)
                .charge(sure ? Charge.CERTAIN : Charge.POSSIBLE)
                .build());
    Object accepted = finding.accepted();
    if (accepted != null) {
      found.record(found.history().after(accepted));
    }
    return found;
  }

  /** Another call is at it for longer than this one may wait. */
  static ApiException held(CallContext context, Entry entry, StopReason reason) {
    return new OutcomeUnknownException(
        failure(context)
            .error(quoted(entry) + " is being sent by another call, which hasn't ended")
            .advice("Nothing was sent now: call again with the same key to get that one's answer.")
            .charge(Charge.POSSIBLE)
            .stopReason(reason)
            .build());
  }

  /** It is paid for, and its answer can't be had again. */
  static ApiException withoutAnswer(CallContext context, Entry entry, Throwable cause) {
    return new OutcomeUnknownException(
        failure(context)
            .error(quoted(entry) + " is paid for, and the ledger has no answer that can be read")
            .advice("Nothing was sent now: look for what was paid for at the service.")
            .charge(Charge.CERTAIN)
            .cause(cause)
            .build());
  }

  static IllegalArgumentException mismatch(Claim.Mismatch found) {
    return new IllegalArgumentException(
        "idempotencyKey: "
            + quoted(found.entry())
            + " stands for another order, of "
            + found.entry().claimedAt()
            + "; not the same: "
            + found.differing()
            + ". Nothing was sent.");
  }

  /** There may be room by now: another order was settled meanwhile. */
  private static Duration notNegative(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static String quoted(Entry entry) {
    return "\"" + entry.order().key() + "\"";
  }

  private static Failure.Builder failure(CallContext context) {
    return Failure.builder(context.info, context.time.now());
  }
}
