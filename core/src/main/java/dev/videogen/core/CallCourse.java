package dev.videogen.core;

import dev.failsafe.Execution;
import dev.videogen.core.RetryRules.Outcome;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.History;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.run.Course;
import dev.videogen.core.run.Step;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One call's life, as steps: wait for a turn under the rate limit, attempt, wait, attempt again,
 * end. It decides nothing by itself: {@link RetryRules} and Failsafe do, {@link SentRequests} tells
 * what has left, and {@link Budget} what time there is.
 */
final class CallCourse implements Course<Response> {
  private final CallSettings settings;
  private final BackoffPolicy policy;
  private final CallContext context;
  private final Attempts attempts;
  private final Budget budget;
  private final CallTeller teller;

  private final AttemptRecord record;
  private final ThrottlePlace place;

  // One thread at a time carries the call, but for abandon().
  private @Nullable Execution<Outcome> retries;
  private @Nullable CallAttempt attempt;
  private volatile @Nullable CallAttempt last;

  /** Makes the attempts of one call. */
  interface Attempts {
    /** One more attempt. */
    CallAttempt next() throws IOException;

    /** A response that the call may end with: checked, or read. */
    Response usable(Response response) throws IOException;

    /** The call has ended, and nothing may leave for it any more. */
    void ended();
  }

  CallCourse(
      CallSettings settings,
      BackoffPolicy policy,
      CallContext context,
      Budget budget,
      Attempts attempts) {
    this.settings = settings;
    this.policy = policy;
    this.context = context;
    this.budget = budget;
    this.attempts = attempts;
    this.teller = new CallTeller(context.info(), settings, policy.maxAttempts());
    this.record = new AttemptRecord(settings);
    this.place = new ThrottlePlace(settings.throttle(), context.info());
  }

  @Override
  public void begin() {
    budget.start();
  }

  @Override
  public @Nullable Duration left() {
    return budget.left();
  }

  /** The last attempt, whose response may still be read; null before the first. */
  @Nullable CallAttempt lastAttempt() {
    return last;
  }

  /** The body of the response, which is read after the call's end, was cut off. */
  ApiException bodyStopped(StopReason reason, IOException cause) {
    return stopped(reason, last, cause);
  }

  /** How many attempts have been made. */
  int attempts() {
    return record.next();
  }

  /** How many of the failed attempts may have been charged. */
  int earlierCharges() {
    return record.possibleCharges();
  }

  @Override
  public Step<Response> next(@Nullable StopReason stop) throws IOException {
    context.stop(stop);
    CallAttempt ended = attempt;
    attempt = null;
    if (ended != null && !ended.isUnderWay()) {
      return afterAttempt(ended, stop);
    }
    throwIfStopped(stop);
    Duration hold = turn();
    if (!hold.isZero()) {
      teller.waiting(record.next(), hold, "rate limit");
      return new Step.Pause<>(hold, place::onChange);
    }
    CallAttempt next;
    try {
      next = attempts.next();
    } catch (Throwable thrown) {
      throw end(thrown instanceof ApiException api ? api : hookFailed("an event listener", thrown));
    }
    attempt = next;
    last = next;
    teller.attemptStarted(record.next());
    return next;
  }

  private Step<Response> afterAttempt(CallAttempt ended, @Nullable StopReason stop)
      throws IOException {
    Throwable thrown = ended.failure();
    if (thrown == null) {
      try {
        Response response = attempts.usable(ended.response());
        Duration wait = response.isSuccessful() ? null : afterRefusal(ended, response);
        if (wait == null) {
          if (ended.hasLeft()) {
            place.used();
          }
          learn(response);
          teller.succeeded(record.next(), record.possibleCharges());
          return new Step.Done<>(response);
        }
        response.close();
        return pause(wait, "status " + response.code());
      } catch (IOException unusable) {
        thrown = unusable;
      }
    }
    IOException failure = typed(ended, thrown, stop);
    return pause(afterFailure(ended, failure, stop), reasonOf(failure));
  }

  private static String reasonOf(IOException failure) {
    return failure instanceof ApiException api && api.status() != 0
        ? "status " + api.status()
        : "no response";
  }

  private Step<Response> pause(Duration wait, String why) {
    teller.waiting(record.next(), wait, why);
    return new Step.Pause<>(wait, null);
  }

  /**
   * The wait before the next attempt, where nothing decodes errors; null to hand it on as it is.
   */
  private @Nullable Duration afterRefusal(CallAttempt ended, Response response) {
    Charge charge = context.mayHaveCharged() ? Charge.POSSIBLE : Charge.NONE;
    Outcome outcome =
        outcome(
            response.code(),
            false,
            context.stop() != null,
            Failures.namedWait(response, context.now()));
    IOException failure = new IOException("status " + response.code());
    return retryAfter(ended, failure, outcome, charge);
  }

  /**
   * The wait before the next attempt.
   *
   * @throws IOException the call's final failure
   */
  private Duration afterFailure(CallAttempt ended, IOException failure, @Nullable StopReason stop)
      throws IOException {
    Charge charge = context.mayHaveCharged() ? Charge.POSSIBLE : Charge.NONE;
    Outcome outcome;
    if (failure instanceof ApiException api) {
      charge = charge.or(api.charge());
      learn(api);
      outcome = outcome(api.status(), api.isInOwnFormat(), Troubles.isFinal(api), namedWait(api));
    } else {
      outcome = outcome(0, false, Troubles.isFinal(failure), null);
    }
    Duration wait = retryAfter(ended, failure, outcome, charge);
    if (outcome.status() == 429 && wait != null && outcome.serverWait() == null) {
      place.refused(wait);
    }
    if (stop != null && wait != null) {
      throw end(stopped(stop, ended, failure));
    }
    if (wait == null) {
      throw finished(failure, outcome);
    }
    return wait;
  }

  private static @Nullable Duration namedWait(ApiException api) {
    return api.status() != 0 && api.isWaitNamed() ? api.retryAfter() : null;
  }

  private Outcome outcome(
      int status, boolean ownFormat, boolean isFinal, @Nullable Duration serverWait) {
    return new Outcome(
        policy,
        context.endpoint(),
        status,
        ownFormat,
        context.sent().fate(),
        isFinal,
        serverWait,
        settings.time().random());
  }

  /** Asks Failsafe whether and when; null to give up. The attempt is recorded in any case. */
  private @Nullable Duration retryAfter(
      CallAttempt ended, IOException failure, Outcome outcome, Charge charge) {
    teller.attemptFailed(record.next(), failure);
    if (ended.hasLeft()) {
      place.used();
    } else {
      place.giveBack();
    }
    Execution<Outcome> counting = retries;
    if (counting == null) {
      counting = Execution.of(settings.retries().get());
      retries = counting;
    }
    counting.recordResult(outcome);
    Duration wait =
        counting.isComplete() ? null : RetryRules.fit(outcome, counting.getDelay(), budget.left());
    if (wait != null) {
      context.sent().settle();
    }
    record.add(ended, failure, charge, wait);
    return wait;
  }

  /** A failure as the caller is to see it. */
  private IOException typed(CallAttempt ended, Throwable thrown, @Nullable StopReason stop) {
    StopReason reason = stop;
    if (reason == null && ended.isTimedOut(thrown)) {
      reason = StopReason.ATTEMPT_TIMEOUT;
    }
    if (reason == null && ended.isCanceled()) {
      reason = StopReason.CANCEL;
    }
    if (thrown instanceof InterruptedException) {
      // OkHttp throws it, undeclared, where a connection is being made.
      Thread.currentThread().interrupt();
      reason = StopReason.INTERRUPT;
    }
    if (reason == null && Troubles.isInterrupt(thrown)) {
      reason = StopReason.INTERRUPT;
    }
    if (reason != null && Troubles.isEndedBy(thrown)) {
      return stopped(reason, ended, thrown);
    }
    if (thrown instanceof ApiException api) {
      return api;
    }
    if (thrown instanceof IOException raw) {
      return Troubles.isOfTheUser(raw) || !ended.isDecoded()
          ? raw
          : settings.failures().unanswered(context, ended.request(), raw, ended.hasLeft());
    }
    return hookFailed("an interceptor", thrown);
  }

  private ApiException hookFailed(String hook, Throwable thrown) {
    Charge charge = context.mayHaveCharged() ? Charge.POSSIBLE : Charge.NONE;
    return HookFailedException.of(context.info(), context.now(), hook, thrown, charge);
  }

  private ApiException stopped(
      StopReason reason, @Nullable CallAttempt during, @Nullable Throwable cause) {
    Duration after =
        reason == StopReason.ATTEMPT_TIMEOUT && during != null
            ? during.took(settings.time())
            : budget.elapsed();
    Throwable known =
        cause instanceof ApiException api && api.getCause() != null ? api.getCause() : cause;
    return settings.failures().stopped(context, reason, after, known);
  }

  private void throwIfStopped(@Nullable StopReason stop) throws ApiException {
    StopReason reason = stop;
    if (reason == null && budget.isSpent()) {
      // The timer may come late, and nothing may leave then.
      reason = StopReason.DEADLINE;
    }
    if (reason != null) {
      throw end(stopped(reason, null, null));
    }
  }

  /**
   * How long to wait for this call's turn under the rate limit; zero means go.
   *
   * @throws RateLimitedException if the turn comes too late; nothing was sent
   */
  private Duration turn() throws ApiException {
    Duration delay;
    try {
      delay = place.delay();
    } catch (Throwable thrown) {
      throw end(hookFailed("the throttle", thrown));
    }
    if (delay.isZero() || delay.isNegative()) {
      return Duration.ZERO;
    }
    Duration left = budget.left();
    if (delay.compareTo(policy.maxServerWait()) > 0
        || (left != null && delay.compareTo(left) >= 0)) {
      throw end(
          new RateLimitedException(
              Failure.builder(context.info(), context.now())
                  .error("held back by the client's own throttle")
                  .advice("Nothing was sent: come back in " + Failure.seconds(delay) + ".")
                  .retryAfter(delay)
                  .build()));
    }
    return delay;
  }

  private IOException finished(IOException failure, Outcome outcome) {
    if (failure instanceof ApiException api) {
      boolean planned = outcome.status() == 429 && !api.isWaitNamed();
      Duration wait = planned ? RetryRules.delay(outcome, record.size()) : null;
      return end(api, wait);
    }
    teller.gaveUp(record.size(), failure);
    return failure;
  }

  private ApiException end(ApiException failure) {
    return end(failure, null);
  }

  /** The last word: it speaks for all attempts, in type, text and charge. */
  private ApiException end(ApiException failure, @Nullable Duration plannedWait) {
    History history = record.history(plannedWait);
    Charge before = failure.charge();
    failure.record(history);
    ApiException whole = failure;
    if (before == Charge.NONE
        && failure.charge() != Charge.NONE
        && !Troubles.isOfTheUser(failure)) {
      whole = settings.failures().unknownAfter(context, failure, failure.charge());
      whole.record(history);
    }
    teller.gaveUp(Math.max(1, record.size()), whole);
    return whole;
  }

  @Override
  public Throwable abandon(StopReason stop) {
    context.stop(stop);
    context.sent().close();
    CallAttempt running = attempt;
    ApiException failure = stopped(stop, running, null);
    if (running != null) {
      record.add(running, failure, failure.charge(), null);
    }
    return end(failure);
  }

  @Override
  public void discard() {
    CallAttempt ended = attempt;
    if (ended != null) {
      ended.discard();
    }
  }

  @Override
  public void ended() {
    attempts.ended();
    CallAttempt abandoned = attempt;
    if (abandoned == null || !abandoned.hasLeft()) {
      place.giveBack();
    }
  }

  private void learn(Response response) {
    if (response.body() instanceof DecodedBody decoded) {
      place.learn(decoded.rateLimit(response.headers()));
    }
  }

  private void learn(ApiException failure) {
    place.learn(failure.rateLimit());
    Duration named = failure.status() == 429 ? namedWait(failure) : null;
    // A limit that no retry can wait for, such as a day's, isn't the one that the throttle keeps.
    if (named != null && !Troubles.isFinal(failure)) {
      place.refused(named);
    }
  }
}
