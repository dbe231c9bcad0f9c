package dev.videogen.core;

import dev.failsafe.Execution;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.BodyText;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HasRateLimit;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.errors.TimeLimit;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One logical call: its attempts, its limits, and what to do after each attempt. */
final class CallState {
  /** Made once: looking a tag up by its Java class makes a Kotlin one each time. */
  private static final KClass<CallState> TAG = JvmClassMappingKt.getKotlinClass(CallState.class);

  private final Backoff backoff;
  private final Endpoint endpoint;
  private final CallInfo info;
  private final BackoffPolicy policy;
  private final @Nullable BackoffCall owner;
  private long startedAt;
  private @Nullable Duration deadline;

  private List<Attempt> attempts = List.of();
  private @Nullable Execution<Decision> tracking;
  private Throttle.@Nullable Turn turn;
  private int number;
  private long attemptStart;
  private @Nullable Object answer;
  private @Nullable Request withoutKey;
  private volatile @Nullable Stop stop;
  private volatile @Nullable Stop attemptStop;

  CallState(Backoff backoff, Request request, @Nullable BackoffCall owner) {
    this.backoff = backoff;
    this.endpoint = Endpoint.of(request);
    this.info = new CallInfo(backoff.provider(), endpoint.name(), request.method());
    this.owner = owner;
    CallOptions options = request.tag(CallOptions.class);
    Duration longest = options == null ? null : options.maxServerWait();
    this.policy = longest == null ? backoff.policy() : backoff.policy().withMaxServerWait(longest);
    Duration own = options == null ? null : options.deadline();
    this.deadline = own == null ? backoff.deadline() : own;
    this.startedAt = backoff.time().nanoTime();
  }

  static @Nullable CallState of(Request request) {
    return request.tag(TAG);
  }

  static CallInfo infoOf(Request request) {
    CallState state = of(request);
    return state != null
        ? state.info
        : new CallInfo(request.url().host(), Endpoint.of(request).name(), request.method());
  }

  static Instant timeOf(Request request) {
    CallState state = of(request);
    return state == null ? Timekeeper.system().now() : state.backoff.time().now();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  @Nullable BackoffCall owner() {
    return owner;
  }

  boolean isOf(Backoff other) {
    return backoff.equals(other);
  }

  /** Whether the client is one of ours, whose chain ends with {@link SendOnceInterceptor}. */
  boolean hasGuard() {
    return owner != null && owner.decodesErrors();
  }

  @Nullable Duration deadline() {
    return deadline;
  }

  @Nullable Object answer() {
    return answer;
  }

  /** Starts the clock; {@code timeoutNanos} takes the place of the deadline unless it is zero. */
  void start(long timeoutNanos) {
    startedAt = backoff.time().nanoTime();
    if (timeoutNanos > 0) {
      deadline = Duration.ofNanos(timeoutNanos);
    }
  }

  /** The request as it was before the key was attached, for whoever sees the answer. */
  Request withoutKey(Request authorised) {
    Request kept = withoutKey;
    return kept == null ? authorised : kept;
  }

  void keepWithoutKey(Request request) {
    withoutKey = request;
  }

  void stop(Stop reason) {
    stop = reason;
  }

  void stopAttempt() {
    attemptStop = Stop.ATTEMPT_TIMEOUT;
  }

  @Nullable Stop stopped() {
    Stop whole = stop;
    return whole != null ? whole : attemptStop;
  }

  Duration elapsed(Stop reason) {
    long since = reason == Stop.ATTEMPT_TIMEOUT ? attemptStart : startedAt;
    return Duration.ofNanos(backoff.time().nanoTime() - since);
  }

  /** Whether the deadline leaves no more than this; without a deadline never. */
  boolean leaves(Duration most) {
    // In whole seconds first: neither an endless deadline nor an object per question.
    if (deadline == null) {
      return false;
    }
    long elapsed = backoff.time().nanoTime() - startedAt;
    long elapsedSeconds = elapsed / 1_000_000_000;
    if (deadline.toSeconds() - elapsedSeconds > most.toSeconds() + 1) {
      return false;
    }
    return deadline.minusNanos(elapsed).compareTo(most) <= 0;
  }

  /** Time until the deadline, or null without one. */
  @Nullable Duration left() {
    return deadline == null ? null : deadline.minus(elapsed(Stop.DEADLINE));
  }

  /**
   * How long to wait for this call's turn under the rate limit; zero means go.
   *
   * @throws RateLimitedException if the turn comes too late; nothing was sent
   */
  Duration turn() throws ApiException {
    throwIfStopped();
    Duration delay;
    try {
      if (turn == null) {
        turn = backoff.throttle().join(info);
      }
      delay = Objects.requireNonNull(turn.delay(), "a turn's delay");
    } catch (Throwable thrown) {
      giveTurnBack();
      throw ended(
          FailureDecoder.hookFailed(
              info, backoff.time().now(), "the throttle", thrown, Charge.NONE));
    }
    if (delay.isZero() || delay.isNegative()) {
      return Duration.ZERO;
    }
    Duration left = left();
    if (delay.compareTo(policy.maxServerWait()) > 0
        || (left != null && delay.compareTo(left) >= 0)) {
      giveTurnBack();
      throw ended(
          new RateLimitedException(
              Failure.unanswered(
                      info,
                      backoff.time().now(),
                      "held back by the client's own throttle",
                      "Nothing was sent: come back in " + FailureDecoder.seconds(delay) + ".",
                      Charge.NONE,
                      null)
                  .withRetryAfter(delay)));
    }
    announce(delay, "rate limit");
    return delay;
  }

  void begin() {
    number++;
    attemptStop = null;
    attemptStart = backoff.time().nanoTime();
    hear(listener -> listener.attemptStarted(info, number));
  }

  /**
   * How long to wait before the next attempt.
   *
   * @throws IOException the call's final failure
   */
  Duration failed(Throwable thrown, boolean left) throws IOException {
    IOException failure = typed(thrown, left);
    Decision.Outcome outcome;
    Charge charge = Charge.NONE;
    if (failure instanceof ApiException api) {
      charge = api.charge();
      learn(api.rateLimit());
      outcome =
          new Decision.Outcome(
              api.status(), api.facts().enveloped(), left, hopeless(api), api.retryAfter());
    } else {
      charge = left && endpoint.billable() ? Charge.POSSIBLE : Charge.NONE;
      outcome = new Decision.Outcome(0, false, left, isStopped() || untrusted(failure), null);
    }
    Decision decision = next(failure, outcome, charge);
    if (decision instanceof Decision.Again again) {
      announce(again.delay(), outcome.status() == 0 ? "no answer" : "status " + outcome.status());
      return again.delay();
    }
    throw finish(failure, ((Decision.GiveUp) decision).reason());
  }

  /**
   * How long to wait before the next attempt, or null if this answer is the call's result. It is
   * asked where nothing decodes errors, so the answer may be any.
   */
  @Nullable Duration answered(Response response) throws IOException {
    if (response.isSuccessful()) {
      succeeded(response);
      return null;
    }
    ErrorResponse bare =
        new ErrorResponse(
            endpoint.name(),
            response.code(),
            response.headers(),
            new BodyText("", false),
            backoff.time().now());
    Charge charge = endpoint.billable() && response.code() >= 500 ? Charge.POSSIBLE : Charge.NONE;
    Decision.Outcome outcome =
        new Decision.Outcome(
            response.code(),
            false,
            true,
            isStopped(),
            ServerWait.fromHeader(bare.headers(), bare.time()));
    Decision decision = next(new IOException("status " + response.code()), outcome, charge);
    if (decision instanceof Decision.Again again) {
      response.close();
      announce(again.delay(), "status " + response.code());
      return again.delay();
    }
    return null;
  }

  private void succeeded(Response response) {
    if (response.body() instanceof DecodedBody decoded) {
      answer = decoded.take();
      RateLimit limit = RateLimit.from(response.headers());
      if (answer instanceof HasRateLimit told && told.rateLimit() != null) {
        limit = told.rateLimit().orElse(limit);
      }
      learn(limit);
    }
    CallLog.succeeded(info, number);
    hear(listener -> listener.succeeded(info, number));
  }

  private Decision next(IOException failure, Decision.Outcome outcome, Charge charge) {
    hear(listener -> listener.attemptFailed(info, number, failure));
    if (!outcome.requestLeft()) {
      giveTurnBack();
    }
    turn = null;
    Decision decision =
        Decision.decide(policy, endpoint, outcome, number, left(), backoff.time().random());
    if (tracking == null) {
      tracking = Execution.of(backoff.tracking());
    }
    tracking.recordResult(decision);
    if (decision instanceof Decision.Again) {
      decision =
          tracking.isComplete()
              ? new Decision.GiveUp(Decision.Reason.ATTEMPTS, null)
              : new Decision.Again(tracking.getDelay());
    }
    if (attempts.isEmpty()) {
      attempts = new ArrayList<>(2);
    }
    Duration took = Duration.ofNanos(backoff.time().nanoTime() - attemptStart);
    attempts.add(
        new Attempt(
            number,
            backoff.time().now().minus(took),
            took,
            outcome.requestLeft(),
            charge,
            failure,
            decision instanceof Decision.Again again ? again.delay() : Duration.ZERO));
    return decision;
  }

  /** A failure as the caller is to see it. */
  IOException typed(Throwable thrown, boolean left) {
    if (thrown instanceof ApiException api) {
      return api;
    }
    Stop reason = stopped();
    if (reason != null && thrown instanceof IOException) {
      return stopException(reason, left, thrown);
    }
    if (thrown instanceof IOException raw && !hasGuard()) {
      return raw;
    }
    if (thrown instanceof InterruptedException) {
      // OkHttp throws it, undeclared, where a connection is being made.
      Thread.currentThread().interrupt();
      return stopException(Stop.INTERRUPT, left, thrown);
    }
    Charge charge = left && endpoint.billable() ? Charge.POSSIBLE : Charge.NONE;
    return FailureDecoder.hookFailed(info, backoff.time().now(), "an interceptor", thrown, charge);
  }

  private boolean hopeless(ApiException failure) {
    ErrorCode code = failure.code();
    return isStopped()
        || failure instanceof HookFailedException
        || failure instanceof CallCanceledException
        || (failure instanceof DeadlineExceededException late && late.limit() == TimeLimit.DEADLINE)
        || (failure instanceof AuthenticationException && failure.status() == 0)
        || (code != null && !code.repeatable())
        || untrusted(failure);
  }

  boolean isStopped() {
    return stop != null;
  }

  /** A certificate that wasn't trusted now won't be trusted in a second. */
  private static boolean untrusted(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private IOException finish(IOException failure, Decision.Reason reason) {
    Stop whole = stop;
    if (whole != null
        && failure instanceof ApiException api
        && !(api instanceof CallCanceledException
            || api instanceof DeadlineExceededException
            || api instanceof OutcomeUnknownException)) {
      return ended(stopException(whole, false, api));
    }
    if (failure instanceof ApiException api) {
      CallLog.reason(info, reason);
      return ended(api);
    }
    hear(listener -> listener.gaveUp(info, number, failure));
    return failure;
  }

  /** Notes the end of a call in its exception, the log and the listener. */
  ApiException ended(ApiException failure) {
    failure.record(attempts);
    CallLog.failed(failure);
    hear(listener -> listener.gaveUp(info, number, failure));
    return failure;
  }

  ApiException stopException(Stop reason, boolean left, @Nullable Throwable cause) {
    return backoff
        .decoder()
        .stopped(
            info,
            backoff.time().now(),
            endpoint.billable(),
            reason,
            elapsed(reason),
            left,
            null,
            cause);
  }

  /** Something of the user's failed outside the chain. */
  ApiException hookFailed(Throwable thrown, boolean left) {
    if (!left) {
      giveTurnBack();
    }
    Charge charge = left && endpoint.billable() ? Charge.POSSIBLE : Charge.NONE;
    return ended(
        FailureDecoder.hookFailed(info, backoff.time().now(), "an event listener", thrown, charge));
  }

  void throwIfStopped() throws ApiException {
    Stop reason = stop;
    if (reason == null && leaves(Duration.ZERO)) {
      // The timer may come late, and nothing may leave then.
      reason = Stop.DEADLINE;
    }
    if (reason != null) {
      giveTurnBack();
      throw ended(stopException(reason, false, null));
    }
  }

  void giveTurnBack() {
    Throttle.Turn held = turn;
    turn = null;
    if (held != null) {
      try {
        held.giveBack();
      } catch (Throwable thrown) {
        CallLog.hookFailed("throttle", thrown);
      }
    }
  }

  private void learn(@Nullable RateLimit limit) {
    if (limit != null) {
      try {
        backoff.throttle().learn(info, limit);
      } catch (Throwable thrown) {
        CallLog.hookFailed("throttle", thrown);
      }
    }
  }

  private void announce(Duration wait, String why) {
    CallLog.waiting(
        info, why, wait, backoff.time().now().plus(wait), number + 1, policy.maxAttempts());
    hear(listener -> listener.waiting(info, number + 1, wait));
  }

  private void hear(Consumer<CallListener> event) {
    try {
      event.accept(backoff.listener());
    } catch (Throwable thrown) {
      CallLog.hookFailed("listener", thrown);
    }
  }
}
