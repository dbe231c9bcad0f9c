package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.CircuitOpenException;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into the exception that tells the caller what to do next. */
final class Failures {
  private final Supplier<ErrorCatalogue> source;
  private volatile @Nullable ErrorCatalogue made;
  private final Function<CallInfo, String> lookUp;

  /**
   * @param lookUp how to find out whether a request whose outcome is unknown took effect
   */
  Failures(Supplier<ErrorCatalogue> source, Function<CallInfo, String> lookUp) {
    this.source = source;
    this.lookUp = lookUp;
  }

  /** Made at the first failure: its classes are a good part of a start. */
  private ErrorCatalogue catalogue() {
    ErrorCatalogue known = made;
    if (known == null) {
      known = source.get();
      made = known;
    }
    return known;
  }

  /**
   * What a response means that isn't a usable 2xx.
   *
   * @param sent the request as it was sent, with its key
   * @param defect why a 2xx can't be used, or null
   */
  ApiException decode(
      CallContext context,
      Request sent,
      Response response,
      BodyText text,
      @Nullable Throwable defect) {
    Secrets secrets = Secrets.of(sent);
    Instant now = context.time.now();
    ErrorResponse told =
        new ErrorResponse(
            context.endpoint.name(),
            response.code(),
            secrets.strike(response.headers()),
            secrets.strike(text.text()),
            text.truncated(),
            now);
    Charge charge = context.billable ? chargeOf(told) : Charge.NONE;
    Failure.Builder failure = catalogue().describe(told, context.info, now).charge(charge);
    if (defect != null) {
      failure.cause(secrets.strike(defect));
      if (told.error() == null) {
        failure.error("unusable response: " + secrets.strike(describe(defect)));
      }
    }
    Failure facts = failure.build();
    boolean ownFault = response.code() >= 500 && facts.ownFormat();
    return charge == Charge.NONE || ownFault
        ? catalogue().toException(facts)
        : new OutcomeUnknownException(failure.advice(lookUp.apply(context.info)).build());
  }

  private static Charge chargeOf(ErrorResponse response) {
    return switch (SentRequests.Fate.of(response.status())) {
      case REFUSED, NOTHING_SENT -> Charge.NONE;
      case TAKEN ->
          response.status() < 300 && response.error() == null ? Charge.CERTAIN : Charge.POSSIBLE;
      case FAULTED, OPEN -> Charge.POSSIBLE;
    };
  }

  /**
   * No usable response came.
   *
   * @param left whether the request may have left this machine
   */
  ApiException unanswered(CallContext context, Request sent, IOException failed, boolean left) {
    Secrets secrets = Secrets.of(sent);
    Failure.Builder failure =
        Failure.builder(context.info, context.time.now())
            .error(secrets.strike(describe(failed)))
            .cause(secrets.strike(failed));
    if (context.mayHaveCharged()) {
      return new OutcomeUnknownException(
          failure.advice(lookUp.apply(context.info)).charge(Charge.POSSIBLE).build());
    }
    return new ConnectionFailedException(
        failure
            .advice(
                left
                    ? "The connection failed before a response came: try again."
                    : "Nothing was sent: check the network, and try again.")
            .build());
  }

  /**
   * What ended an attempt, as the caller is to see it.
   *
   * @param stop why the call was stopped, or null
   * @param elapsed how long the call has taken
   */
  IOException typed(
      CallContext context,
      CallAttempt ended,
      Throwable thrown,
      @Nullable StopReason stop,
      Duration elapsed) {
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
      return stopped(context, reason, ended, elapsed, thrown);
    }
    if (thrown instanceof ApiException api) {
      return api;
    }
    if (thrown instanceof IOException raw) {
      return Troubles.isOfTheUser(raw) || !ended.isDecoded()
          ? raw
          : unanswered(context, ended.request(), raw, ended.hasLeft());
    }
    return hookFailed(context, "an interceptor", thrown);
  }

  /** Code of the user's threw what it may not. */
  ApiException hookFailed(CallContext context, String hook, Throwable thrown) {
    return HookFailedException.of(context.info, context.time.now(), hook, thrown, context.charge());
  }

  /**
   * The call, or its attempt, was stopped from outside.
   *
   * @param during the attempt that was under way, or null
   * @param elapsed how long the call has taken
   */
  ApiException stopped(
      CallContext context,
      StopReason reason,
      @Nullable CallAttempt during,
      Duration elapsed,
      @Nullable Throwable cause) {
    Duration after =
        reason == StopReason.ATTEMPT_TIMEOUT && during != null ? during.took() : elapsed;
    String error =
        switch (reason) {
          case ATTEMPT_TIMEOUT -> "the attempt timed out after " + Failure.seconds(after);
          case DEADLINE -> "the call's deadline passed after " + Failure.seconds(after);
          case CANCEL -> "the call was cancelled";
          case INTERRUPT -> "the calling thread was interrupted";
          case CLOSE -> "the client was closed";
        };
    Failure.Builder failure =
        Failure.builder(context.info, context.time.now())
            .error(error)
            .stopReason(reason)
            .cause(
                cause instanceof ApiException api && api.getCause() != null
                    ? api.getCause()
                    : cause);
    if (context.mayHaveCharged()) {
      return new OutcomeUnknownException(
          failure.advice(lookUp.apply(context.info)).charge(Charge.POSSIBLE).build());
    }
    return switch (reason) {
      case ATTEMPT_TIMEOUT, DEADLINE ->
          new DeadlineExceededException(
              failure.advice("Nothing was charged: try again later, or allow more time.").build(),
              after);
      case CANCEL, INTERRUPT, CLOSE ->
          new CallCanceledException(failure.advice("Nothing was charged.").build());
    };
  }

  /** The client's own throttle has no turn for the call in time. */
  ApiException heldBack(CallContext context, Duration delay) {
    return new RateLimitedException(
        Failure.builder(context.info, context.time.now())
            .error("held back by the client's own throttle")
            .advice("Nothing was sent: come back in " + Failure.seconds(delay) + ".")
            .retryAfter(delay)
            .build());
  }

  /**
   * The circuit breaker lets nothing through.
   *
   * @param closedFor how long it surely won't, or null
   */
  ApiException circuitOpen(CallContext context, @Nullable Duration closedFor) {
    String when = closedFor == null ? "soon" : "in " + Failure.seconds(closedFor);
    return new CircuitOpenException(
        Failure.builder(context.info, context.time.now())
            .error("the circuit breaker is open: the service was down a moment ago")
            .advice("Nothing was sent: come back " + when + ".")
            .retryAfter(closedFor)
            .build());
  }

  /**
   * What a failure comes to, if it says that nothing was charged, and attempts before it, or what
   * the wire tells, say otherwise.
   */
  ApiException unknownAfter(CallContext context, ApiException last, Charge charge) {
    return new OutcomeUnknownException(
        Failure.builder(context.info, context.time.now())
            .error(
                "an earlier request of this call may have been charged; it ended with: "
                    + last.error())
            .advice(lookUp.apply(context.info))
            .charge(charge)
            .retryAfter(last.retryAfter())
            .stopReason(last.stopReason())
            .cause(last)
            .build());
  }

  /** The wait that a response's headers name, or null. */
  static @Nullable Duration namedWait(Response response, Instant now) {
    Instant date = response.headers().getInstant("Date");
    return ServerWait.fromHeader(response.headers(), date == null ? now : date);
  }

  /** How to find out whether a request whose outcome is unknown took effect. */
  String lookUp(CallContext context) {
    return lookUp.apply(context.info);
  }

  static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
