package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.BodyText;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.Secrets;
import dev.videogen.core.errors.StatusMeaning;
import dev.videogen.core.errors.TimeLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into the exception that tells the caller what to do next. */
public final class FailureDecoder {
  private final ErrorCatalogue catalogue;
  private final String lookUp;

  /**
   * @param lookUp how to find out what became of a request whose outcome is unknown
   */
  FailureDecoder(ErrorCatalogue catalogue, String lookUp) {
    this.catalogue = catalogue;
    this.lookUp = lookUp;
  }

  /** An answer that is no 2xx. */
  ApiException answered(Request sent, Response response, BodyText body) {
    return decode(sent, response, body, null);
  }

  /** A 2xx that can't be used. */
  ApiException unusable(Request sent, Response response, BodyText body, Throwable cause) {
    return decode(sent, response, body, cause);
  }

  private ApiException decode(
      Request sent, Response response, BodyText text, @Nullable Throwable defect) {
    Endpoint endpoint = Endpoint.of(sent);
    CallInfo call = CallState.infoOf(sent);
    Instant now = CallState.timeOf(sent);
    Secrets secrets = Secrets.of(sent);
    BodyText body = new BodyText(secrets.strike(text.text()), text.truncated());
    ErrorResponse answer =
        new ErrorResponse(
            endpoint.name(), response.code(), secrets.strike(response.headers()), body, now);
    boolean enveloped = catalogue.isEnveloped(answer);
    ErrorCode code = catalogue.codeOf(answer);
    Charge charge = charge(endpoint, response.code(), answer);
    boolean unknown =
        endpoint.billable() && charge != Charge.NONE && !(response.code() >= 500 && enveloped);
    String error = answer.error();
    if (error == null && defect != null) {
      error = "unusable answer: " + secrets.strike(describe(defect));
    }
    String advice = unknown ? lookUp : advice(code, response.code());
    Failure failure =
        new Failure(
            call.provider(),
            call.endpoint(),
            call.method(),
            response.code(),
            code,
            error,
            answer.reason(),
            ErrorCatalogue.requestId(answer.headers()),
            answer.headers(),
            body.text(),
            body.truncated(),
            answer.json(),
            catalogue.waitOf(answer),
            catalogue.rateLimitOf(answer),
            now,
            advice,
            charge,
            enveloped,
            defect == null ? null : secrets.strike(defect));
    if (unknown) {
      return new OutcomeUnknownException(failure);
    }
    return catalogue.isUnrecognised(code)
        ? StatusMeaning.of(response.code()).toException(failure)
        : code.toException(failure);
  }

  private String advice(ErrorCode code, int status) {
    return catalogue.isUnrecognised(code) ? StatusMeaning.of(status).advice() : code.advice();
  }

  private static Charge charge(Endpoint endpoint, int status, ErrorResponse answer) {
    if (!endpoint.billable()) {
      return Charge.NONE;
    }
    if (status >= 200 && status < 300) {
      return answer.error() == null ? Charge.CERTAIN : Charge.POSSIBLE;
    }
    // 408 says that the server waited for the request; what a gateway behind it did is not said.
    return status >= 400 && status < 500 && status != 408 ? Charge.NONE : Charge.POSSIBLE;
  }

  /** No usable answer came. */
  ApiException unanswered(Request sent, IOException failed, boolean left) {
    Endpoint endpoint = Endpoint.of(sent);
    CallInfo call = CallState.infoOf(sent);
    Instant now = CallState.timeOf(sent);
    Secrets secrets = Secrets.of(sent);
    String error = secrets.strike(describe(failed));
    Throwable cause = secrets.strike(failed);
    if (left && endpoint.billable()) {
      return new OutcomeUnknownException(
          Failure.unanswered(call, now, error, lookUp, Charge.POSSIBLE, cause));
    }
    String advice =
        left
            ? "The connection failed before an answer came: try again."
            : "Nothing was sent: check the network, and try again.";
    return new ConnectionFailedException(
        Failure.unanswered(call, now, error, advice, Charge.NONE, cause));
  }

  /** The call was stopped from outside. */
  ApiException stopped(
      CallInfo call,
      Instant now,
      boolean billable,
      Stop stop,
      Duration after,
      boolean left,
      @Nullable Duration serverWait,
      @Nullable Throwable cause) {
    Charge charge = left && billable ? Charge.POSSIBLE : Charge.NONE;
    String unknown = charge == Charge.POSSIBLE ? lookUp : "Nothing was charged.";
    return switch (stop) {
      case ATTEMPT_TIMEOUT, DEADLINE -> {
        TimeLimit limit = stop == Stop.DEADLINE ? TimeLimit.DEADLINE : TimeLimit.ATTEMPT;
        String error =
            (stop == Stop.DEADLINE
                    ? "the call's deadline passed after "
                    : "the attempt timed out after ")
                + seconds(after)
                + (serverWait == null
                    ? ""
                    : "; the next attempt was due in " + seconds(serverWait));
        String advice = charge == Charge.POSSIBLE ? lookUp : "Try again later, or allow more time.";
        DeadlineExceededException exceeded =
            new DeadlineExceededException(
                Failure.unanswered(call, now, error, advice, charge, cause)
                    .withRetryAfter(serverWait),
                limit,
                after);
        yield charge == Charge.POSSIBLE
            ? new OutcomeUnknownException(
                Failure.unanswered(call, now, error, lookUp, charge, exceeded))
            : exceeded;
      }
      case CANCEL ->
          canceled(
              call,
              now,
              "the call was cancelled",
              unknown,
              charge,
              cause,
              CallCanceledException.By.CANCEL);
      case INTERRUPT ->
          canceled(
              call,
              now,
              "the calling thread was interrupted",
              unknown,
              charge,
              cause,
              CallCanceledException.By.INTERRUPT);
      case CLOSE ->
          canceled(
              call,
              now,
              "the client was closed",
              unknown,
              charge,
              cause,
              CallCanceledException.By.CLOSE);
    };
  }

  private static ApiException canceled(
      CallInfo call,
      Instant now,
      String error,
      String advice,
      Charge charge,
      @Nullable Throwable cause,
      CallCanceledException.By by) {
    return new CallCanceledException(
        Failure.unanswered(call, now, error, advice, charge, cause), by);
  }

  /** The user's own code threw. */
  public static HookFailedException hookFailed(
      CallInfo call, Instant now, String hook, Throwable thrown, Charge charge) {
    return new HookFailedException(
        Failure.unanswered(
            call,
            now,
            hook + " failed with " + thrown.getClass().getName(),
            charge == Charge.NONE
                ? "Nothing was charged: mend " + hook + "."
                : "Mend " + hook + ", and look whether the request was charged.",
            charge,
            thrown));
  }

  public static String seconds(Duration duration) {
    // Milliseconds of what a user's throttle calls forever don't fit a long.
    long whole = duration.toSeconds();
    return (whole > Long.MAX_VALUE / 1000 ? whole : duration.toMillis() / 1000.0) + " s";
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
