package dev.videogen.core;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Finding;
import dev.videogen.core.ledger.LookUp;
import dev.videogen.core.run.Step;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger has to say before an attempt of a paid call: wait, take the answer that it has,
 * look at the service first, or go on. One thread at a time.
 */
final class LedgerSteps {
  private final CallSettings settings;
  private final CallContext context;
  private final Booking booking;
  private final CallCourse.Attempts attempts;
  private Booking.@Nullable Look look;

  /** How many attempts had failed when the service was looked at. */
  private int lookedAfter;

  LedgerSteps(
      CallSettings settings, CallContext context, Booking booking, CallCourse.Attempts attempts) {
    this.settings = settings;
    this.context = context;
    this.booking = booking;
    this.attempts = attempts;
  }

  /**
   * What comes before the next attempt; null if that is next. A step that is done has the response
   * of the ledger.
   *
   * @param left time until the call's deadline, or null without one
   * @throws ApiException that the call is to end with
   * @throws IllegalArgumentException if the key stands for another order
   */
  @Nullable Step<Response> beforeAttempt(AttemptRecord failed, @Nullable Duration left)
      throws ApiException {
    Step<Response> known = booking.isHeld() ? null : claim(left);
    return known == null ? lookBeforeRetry(failed, left) : known;
  }

  private @Nullable Step<Response> claim(@Nullable Duration left) throws ApiException {
    Claim claim;
    try {
      claim = booking.claim();
    } catch (Throwable thrown) {
      throw LedgerFailures.unavailable(context, thrown);
    }
    if (claim instanceof Claim.Granted) {
      return null;
    }
    if (claim instanceof Claim.Mismatch mismatch) {
      throw LedgerFailures.mismatch(mismatch);
    }
    if (claim instanceof Claim.Paid paid) {
      return new Step.Done<>(replayed(paid.entry()));
    }
    if (claim instanceof Claim.Held held) {
      Duration wait = booking.nextLook();
      if (left != null && wait.compareTo(left) >= 0) {
        throw LedgerFailures.held(context, held.entry(), StopReason.DEADLINE);
      }
      return new Step.Pause<>(wait, null);
    }
    Entry sent = ((Claim.Unknown) claim).entry();
    throw LedgerFailures.unknown(context, sent, settings.failures.lookUp(context));
  }

  private Response replayed(Entry paid) throws ApiException {
    try {
      String answer = paid.answer();
      if (answer == null) {
        throw new IOException(
            paid.reason() == null ? "it was too long to be kept" : "it was settled without one");
      }
      return attempts.recorded(answer);
    } catch (IOException | RuntimeException unusable) {
      throw LedgerFailures.withoutAnswer(context, paid, unusable);
    }
  }

  /**
   * An attempt that may have been charged is looked for at the service, once, before another
   * follows. Who can't look, or can't tell, doesn't pay again.
   */
  private @Nullable Step<Response> lookBeforeRetry(AttemptRecord failed, @Nullable Duration left)
      throws ApiException {
    LookUp lookUp = settings.lookUp;
    if (lookUp == null
        || !settings.keepsKeys
        || failed.size() == lookedAfter
        || failed.lastCharge() == Charge.NONE) {
      return null;
    }
    Booking.Look running = look;
    if (running == null || !running.hasEnded()) {
      look = booking.look(lookUp, attempts.asked(), left);
      return look;
    }
    look = null;
    lookedAfter = failed.size();
    Throwable failure = running.failure();
    if (failure != null) {
      throw LedgerFailures.notLookedUp(context, failure, settings.failures.lookUp(context));
    }
    Finding finding = running.finding();
    if (finding == null || finding.kind() == Finding.Kind.NOT_FOUND_SO_FAR) {
      return null;
    }
    if (finding.kind() == Finding.Kind.FOUND) {
      booking.found(finding);
    }
    throw LedgerFailures.found(context, finding, settings.failures.lookUp(context));
  }
}
