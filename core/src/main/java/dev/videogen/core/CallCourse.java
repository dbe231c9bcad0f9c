package dev.videogen.core;

import dev.failsafe.Execution;
import dev.videogen.core.RetryRules.Outcome;
import dev.videogen.core.Troubles.Prospect;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.History;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.retry.CircuitPlace;
import dev.videogen.core.run.Course;
import dev.videogen.core.run.Step;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.HasCost;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One call's life, as steps: wait for a turn under the rate limit, attempt, wait, attempt again,
 * end. It decides nothing by itself: {@link RetryRules} and Failsafe do, {@link SentRequests} tells
 * what has left, and {@link AttemptRecord} what it may have cost.
 *
 * <p>The user's code (an observer, a throttle) may block a step, and then the call is ended without
 * it. So what an attempt came to is settled under the lock, where none of that code runs, before
 * anybody hears of it.
 */
final class CallCourse implements Course<Response> {
  private final CallSettings settings;
  private final Failures failures;
  private final BackoffPolicy policy;
  private final CallContext context;
  private final @Nullable Booking booking;
  private final @Nullable LedgerSteps ledger;
  private final @Nullable Duration deadline;
  private final Attempts attempts;
  private final Observed observed;
  private final CallTeller teller;
  private final CircuitPlace circuit;
  private final ThrottlePlace place;
  private final AttemptRecord record = new AttemptRecord();
  private volatile long startedAt;

  // Set by one thread at a time; abandon() reads them.
  private volatile @Nullable CallAttempt attempt;
  private volatile @Nullable CallAttempt settled;
  private volatile boolean replayed;
  private boolean prepared;

  // Guarded by this.
  private @Nullable Execution<Outcome> retries;
  private @Nullable End end;

  /** Makes the attempts of one call. */
  interface Attempts {
    /**
     * Once, before the first attempt.
     *
     * @throws IOException if the user refuses the call
     */
    void prepare() throws IOException;

    /** What the caller asks for, whatever the attempts make of it. */
    Request asked();

    /** One more attempt, after {@code before} if there was one. */
    CallAttempt next(@Nullable CallAttempt before) throws IOException;

    /** A response that the call may end with: checked, or read. */
    Response usable(Response response) throws IOException;

    /** The response whose answer the ledger has. */
    Response recorded(String answer) throws IOException;

    /** The call has ended, and nothing may leave for it any more. */
    void ended();
  }

  /** What the call came to: a response or a failure. */
  private record End(@Nullable Response response, @Nullable IOException failure) {}

  CallCourse(
      CallSettings settings,
      BackoffPolicy policy,
      CallContext context,
      Observed observed,
      @Nullable Booking booking,
      @Nullable Duration deadline,
      Attempts attempts) {
    this.settings = settings;
    this.failures = settings.failures;
    this.policy = policy;
    this.context = context;
    this.booking = booking;
    this.ledger = booking == null ? null : new LedgerSteps(settings, context, booking, attempts);
    this.deadline = deadline;
    this.attempts = attempts;
    this.observed = observed;
    this.teller = new CallTeller(context.info, observed, settings.time, policy);
    this.circuit = CircuitPlace.of(settings.circuit);
    this.place = new ThrottlePlace(settings.throttle, context.info);
  }

  @Override
  public void begin() {
    startedAt = settings.time.nanoTime();
  }

  @Override
  public @Nullable Duration left() {
    return deadline == null ? null : deadline.minus(elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(settings.time.nanoTime() - startedAt);
  }

  @Override
  public boolean mayBlock() {
    return settings.hooked || booking != null;
  }

  @Override
  public boolean isAbandonable() {
    return true;
  }

  /** The last attempt, whose response may still be read; null before the first. */
  @Nullable CallAttempt lastAttempt() {
    return attempt;
  }

  /** The body of the response, which is read after the call's end, was cut off. */
  ApiException bodyStopped(StopReason reason, IOException cause) {
    return failures.stopped(context, reason, attempt, elapsed(), cause);
  }

  /** How many attempts have been made. */
  int attempts() {
    return replayed ? 0 : record.next();
  }

  /** Whether the response is the ledger's. */
  boolean isReplayed() {
    return replayed;
  }

  /** How many of the failed attempts may have been charged. */
  int earlierCharges() {
    return record.possibleCharges();
  }

  @Override
  public CallObserver.Scope enter() {
    return observed.enter();
  }

  @Override
  public Step<Response> next(@Nullable StopReason stop) throws IOException {
    try {
      return step(stop);
    } catch (RuntimeException | Error unexpected) {
      teller.failed(failure(unexpected));
      throw unexpected;
    }
  }

  private Step<Response> step(@Nullable StopReason stop) throws IOException {
    context.stop = stop;
    CallAttempt last = attempt;
    if (last != null && last != settled && (last.response != null || last.failure != null)) {
      return afterAttempt(last, stop);
    }
    throwIfStopped(stop);
    Step<Response> first = ledger == null ? null : askLedger(ledger);
    if (first != null) {
      return first;
    }
    Duration closedFor = circuit.closedFor();
    if (closedFor != null) {
      throw end(failures.circuitOpen(context, closedFor));
    }
    prepare();
    Duration hold = turn();
    if (!hold.isZero()) {
      teller.throttled(record.next(), hold);
      return new Step.Pause<>(hold, place::onChange);
    }
    if (!circuit.enter()) {
      throw end(failures.circuitOpen(context, circuit.closedFor()));
    }
    CallAttempt next;
    try {
      next = attempts.next(last);
    } catch (Throwable thrown) {
      throw end(
          thrown instanceof ApiException api
              ? api
              : failures.hookFailed(context, "an event listener", thrown));
    }
    attempt = next;
    teller.attemptStarted(record.next());
    return next;
  }

  /** What the ledger wants before an attempt; null to go on. */
  private @Nullable Step<Response> askLedger(LedgerSteps asked) throws IOException {
    Step<Response> step;
    try {
      step = asked.beforeAttempt(record, left());
    } catch (ApiException failure) {
      throw end(failure);
    }
    if (step instanceof Step.Done<Response> known && booking != null) {
      replayed = true;
      synchronized (this) {
        if (end == null) {
          end = new End(known.value(), null);
        }
      }
      teller.replayed(booking.order.key(), success(known.value(), null));
    }
    return step;
  }

  /** The user's own look at the call, once, before anything else is done for it. */
  private void prepare() throws IOException {
    if (prepared) {
      return;
    }
    prepared = true;
    try {
      attempts.prepare();
    } catch (IOException refused) {
      throw end(refused);
    } catch (Throwable thrown) {
      throw end(failures.hookFailed(context, "a call interceptor", thrown));
    }
  }

  private Step<Response> afterAttempt(CallAttempt ended, @Nullable StopReason stop)
      throws IOException {
    Throwable thrown = ended.failure;
    if (thrown == null) {
      try {
        Response response = attempts.usable(ended.response());
        return response.isSuccessful() ? done(ended, response) : afterRefusal(ended, response);
      } catch (IOException unusable) {
        thrown = unusable;
      }
    }
    return afterFailure(ended, failures.typed(context, ended, thrown, stop, elapsed()), stop);
  }

  private Step<Response> done(CallAttempt ended, Response response) {
    synchronized (this) {
      settled = ended;
      if (end == null) {
        end = new End(response, null);
      }
    }
    if (booking != null) {
      booking.settle(settlement(booking, response));
    }
    circuit.responded(response.code());
    if (ended.hasLeft()) {
      place.used();
    }
    if (response.body() instanceof DecodedBody decoded) {
      place.learn(decoded.rateLimit(response.headers()));
    }
    teller.succeeded(record.next(), record.possibleCharges(), success(response, ended));
    return new Step.Done<>(response);
  }

  /** Where nothing decodes errors: retried, or handed on as it is. */
  private Step<Response> afterRefusal(CallAttempt ended, Response response) {
    Duration named = Failures.namedWait(response, settings.time.now());
    IOException failure = new IOException("status " + response.code());
    Outcome outcome =
        outcome(
            failure,
            response.code(),
            false,
            context.stop == null ? Prospect.OPEN : Prospect.NONE,
            named);
    Duration wait;
    Attempt failed = null;
    synchronized (this) {
      wait = waitAfter(outcome);
      if (wait != null) {
        failed = settle(ended, failure, context.charge(), wait);
      }
    }
    if (wait == null) {
      return done(ended, response);
    }
    response.close();
    circuit.responded(response.code());
    attemptFailed(ended, failed, true);
    return pause(wait, "status " + response.code());
  }

  private Step<Response> afterFailure(
      CallAttempt ended, IOException failure, @Nullable StopReason stop) throws IOException {
    ApiException api = failure instanceof ApiException known ? known : null;
    Outcome outcome =
        api == null
            ? outcome(failure, 0, false, Troubles.prospect(failure), null)
            : outcome(
                api, api.status(), api.isInOwnFormat(), Troubles.prospect(api), namedWait(api));
    Duration wait;
    IOException last = null;
    Attempt failed;
    synchronized (this) {
      wait = waitAfter(outcome);
      failed =
          settle(
              ended,
              failure,
              api == null ? context.charge() : context.charge().or(api.charge()),
              wait);
      if (wait == null) {
        last = ends(failure, outcome);
      } else if (stop != null) {
        last = ends(failures.stopped(context, stop, ended, elapsed(), failure), null);
      }
    }
    if (booking != null && wait != null && ended.hasLeft() && record.lastCharge() == Charge.NONE) {
      booking.attemptRefused();
    }
    if (api != null) {
      place.learn(api.rateLimit());
    }
    circuit.failed(failure);
    attemptFailed(ended, failed, wait != null && last == null);
    if (outcome.status() == 429) {
      refused(outcome, wait);
    }
    if (wait == null || last != null) {
      throw told(last == null ? failure : last);
    }
    return pause(wait, outcome.status() == 0 ? "no response" : "status " + outcome.status());
  }

  private static Settlement settlement(Booking booking, Response response) {
    return response.body() instanceof DecodedBody decoded
        ? Settlement.paid(decoded.text(), booking.cost(decoded.value()))
        : Settlement.paid(null);
  }

  /** {@code failed} is null if the call was ended meanwhile, which tells it. */
  private void attemptFailed(CallAttempt ended, @Nullable Attempt failed, boolean retried) {
    if (failed != null) {
      teller.attemptFailed(failed, retried);
    }
    if (ended.hasLeft()) {
      place.used();
    } else {
      place.giveBack();
    }
  }

  private Step<Response> pause(Duration wait, String why) {
    teller.waiting(record.next(), wait, why);
    return new Step.Pause<>(wait, null);
  }

  private static @Nullable Duration namedWait(ApiException api) {
    return api.status() != 0 && api.isWaitNamed() ? api.retryAfter() : null;
  }

  private Outcome outcome(
      IOException failure,
      int status,
      boolean ownFormat,
      Prospect prospect,
      @Nullable Duration serverWait) {
    return new Outcome(
        policy,
        context.info,
        context.endpoint,
        status,
        ownFormat,
        context.sent.fate(),
        failure,
        prospect,
        serverWait,
        settings.time.random());
  }

  /** Asks Failsafe whether and when; null to give up. Called once per failed attempt. */
  private @Nullable Duration waitAfter(Outcome outcome) {
    Execution<Outcome> counting = retries;
    if (counting == null) {
      counting =
          Execution.of(
              policy.maxAttempts() == settings.policy.maxAttempts()
                  ? settings.retries()
                  : RetryRules.of(policy));
      retries = counting;
    }
    counting.recordResult(outcome);
    return counting.isComplete() ? null : RetryRules.fit(outcome, counting.getDelay(), left());
  }

  /** What it came to; null if the call was ended meanwhile. */
  private @Nullable Attempt settle(
      CallAttempt ended, IOException failure, Charge charge, @Nullable Duration wait) {
    settled = ended;
    if (end != null) {
      return null;
    }
    if (wait != null) {
      context.sent.settle();
    }
    return record.add(ended, failure, charge, wait);
  }

  /** What observers hear; null if there are none. */
  private @Nullable CallSuccess success(Response response, @Nullable CallAttempt last) {
    if (observed.isEmpty()) {
      return null;
    }
    Duration took = elapsed();
    Duration working = last == null ? Duration.ZERO : record.took().plus(last.took());
    return new CallSuccess(
        response.code(),
        attempts(),
        record.possibleCharges(),
        replayed,
        took,
        took.minus(working),
        cost(response),
        response.body() instanceof DecodedBody decoded
            ? decoded.rateLimit(response.headers())
            : null);
  }

  private Cost cost(Response response) {
    if (replayed || !context.billable || !(response.body() instanceof DecodedBody decoded)) {
      return Cost.NONE;
    }
    Cost planned = new Cost(context.endpoint.videosOrderedBy(attempts.asked()), 0);
    return booking == null ? HasCost.of(decoded.value(), planned) : booking.cost(decoded.value());
  }

  private CallFailure failure(Throwable thrown) {
    Charge charge = thrown instanceof ApiException api ? api.charge() : wholeCharge();
    Duration took = elapsed();
    return new CallFailure(thrown, charge, record.size(), took, took.minus(record.took()));
  }

  private void throwIfStopped(@Nullable StopReason stop) throws IOException {
    StopReason reason = stop;
    if (reason == null && deadline != null && elapsed().compareTo(deadline) >= 0) {
      // The timer may come late, and nothing may leave then.
      reason = StopReason.DEADLINE;
    }
    if (reason != null) {
      throw end(failures.stopped(context, reason, null, elapsed(), null));
    }
  }

  /**
   * How long to wait for this call's turn under the rate limit; zero means go.
   *
   * @throws RateLimitedException if the turn comes too late; nothing was sent
   */
  private Duration turn() throws IOException {
    Duration delay;
    try {
      delay = place.delay();
    } catch (Throwable thrown) {
      throw end(failures.hookFailed(context, "the throttle", thrown));
    }
    if (delay.isZero() || delay.isNegative()) {
      return Duration.ZERO;
    }
    Duration left = left();
    if (delay.compareTo(policy.maxServerWait()) > 0
        || (left != null && delay.compareTo(left) >= 0)) {
      throw end(failures.heldBack(context, delay));
    }
    return delay;
  }

  private IOException end(IOException failure) {
    IOException last;
    synchronized (this) {
      last = ends(failure, null);
    }
    return told(last);
  }

  private IOException told(IOException last) {
    if (booking != null) {
      booking.settle(settlement(last));
    }
    teller.failed(failure(last));
    return last;
  }

  /**
   * The last word, unless it has been said: it speaks for all attempts, in type, text and charge.
   *
   * @param outcome of the attempt that the call ends with, or null
   */
  private IOException ends(IOException failure, @Nullable Outcome outcome) {
    End known = end;
    if (known != null) {
      return known.failure() == null ? failure : known.failure();
    }
    IOException last = failure instanceof ApiException api ? whole(api, outcome) : failure;
    end = new End(null, last);
    return last;
  }

  private ApiException whole(ApiException failure, @Nullable Outcome outcome) {
    Duration planned =
        outcome != null && outcome.status() == 429 && !failure.isWaitNamed()
            ? RetryRules.delay(outcome, record.size())
            : null;
    Object accepted = failure.accepted();
    History attempted = record.history(planned);
    History history = accepted == null ? attempted : attempted.after(accepted);
    Charge before = failure.charge();
    failure.record(history);
    if (before != Charge.NONE || failure.charge() == Charge.NONE || Troubles.isOfTheUser(failure)) {
      return failure;
    }
    ApiException whole = failures.unknownAfter(context, failure, failure.charge());
    whole.record(history);
    return whole;
  }

  @Override
  public Response abandon(StopReason stop) throws IOException {
    context.stop = stop;
    context.sent.close();
    End known;
    Attempt underWay = null;
    synchronized (this) {
      if (end == null) {
        CallAttempt running = attempt == settled ? null : attempt;
        ApiException failure = failures.stopped(context, stop, running, elapsed(), null);
        if (running != null) {
          underWay = record.add(running, failure, failure.charge(), null);
        }
        ApiException last = whole(failure, null);
        end = new End(null, last);
      }
      known = end;
    }
    IOException failure = known.failure();
    if (failure == null) {
      return Objects.requireNonNull(known.response());
    }
    // Neither an observer nor a ledger that blocks must keep the caller from hearing of the end.
    Attempt running = underWay;
    settings.runner.workers().execute(() -> abandoned(running, failure));
    throw failure;
  }

  private void abandoned(@Nullable Attempt underWay, IOException failure) {
    CallAttempt running = attempt;
    // The response of one that has left may still come, and is worth knowing: discard() settles it.
    boolean settles = running == null || !running.isUnderWay() || !running.hasLeft();
    if (booking != null && settles) {
      booking.settle(settlement(failure));
    }
    CallObserver.Scope scope = enter();
    try {
      teller.abandoned(underWay, failure(failure), settings.runner.workers());
    } finally {
      scope.close();
    }
  }

  @Override
  public void discard() {
    CallAttempt late = attempt;
    IOException failure;
    synchronized (this) {
      if (end == null || end.failure() == null) {
        return;
      }
      failure = end.failure();
    }
    if (late == null) {
      return;
    }
    Response response = late.response;
    if (booking != null) {
      booking.settle(
          response != null && response.body() instanceof DecodedBody
              ? settlement(booking, response)
              : settlement(failure));
    }
    late.discard();
  }

  private Settlement settlement(IOException failure) {
    Charge charge = failure instanceof ApiException api ? api.charge() : wholeCharge();
    return charge == Charge.NONE ? Settlement.refused() : Settlement.unknown();
  }

  private Charge wholeCharge() {
    return record.possibleCharges() == 0 ? context.charge() : Charge.POSSIBLE;
  }

  @Override
  public void ended(Executor background) {
    attempts.ended();
    circuit.leave();
    CallAttempt last = attempt;
    if (last == null || last == settled || !last.hasLeft()) {
      if (settings.ownThrottle) {
        place.leave();
      } else {
        background.execute(place::leave);
      }
    }
  }

  /** A limit that no retry can wait for, such as a day's, isn't the one that the throttle keeps. */
  private void refused(Outcome outcome, @Nullable Duration planned) {
    Duration wait = outcome.serverWait();
    if (wait == null) {
      wait = planned;
    } else if (outcome.isFinal()) {
      wait = null;
    }
    if (wait != null) {
      place.refused(wait);
    }
  }
}
