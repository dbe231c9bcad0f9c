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
import dev.videogen.core.errors.OutcomeUnknownException;
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
    Charge charge = context.billable() ? chargeOf(told) : Charge.NONE;
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

  /** The call, or its attempt, was stopped from outside. */
  ApiException stopped(
      CallContext context, StopReason reason, Duration after, @Nullable Throwable cause) {
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
            .cause(cause);
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
