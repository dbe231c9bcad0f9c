package dev.videogen.core;

import dev.videogen.core.run.Step;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One attempt of a call, and what came of it. */
abstract class CallAttempt implements Step.Work<Response> {
  final CallContext context;
  private final int departuresBefore;
  private volatile long startedAt;
  private volatile @Nullable Response response;
  private volatile @Nullable Throwable failure;

  CallAttempt(CallContext context, Timekeeper time) {
    this.context = context;
    this.departuresBefore = context.sent().departures();
    this.startedAt = time.nanoTime();
  }

  final void startedAt(long nanoTime) {
    startedAt = nanoTime;
  }

  final long startedAt() {
    return startedAt;
  }

  final Duration took(Timekeeper time) {
    return Duration.ofNanos(time.nanoTime() - startedAt);
  }

  final void responded(Response received) {
    response = received;
  }

  /** The first failure counts: OkHttp wraps what it can't hand on. */
  final void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** What went wrong, or null if there is a response. */
  final @Nullable Throwable failure() {
    return failure;
  }

  final Response response() {
    return Objects.requireNonNull(response, "an attempt without an end");
  }

  /** Whether anything of this attempt may have left this machine. */
  final boolean hasLeft() {
    return context.sent().departures() > departuresBefore;
  }

  abstract Request request();

  /** Whether what went wrong is to be an exception of ours, whatever it was. */
  abstract boolean isDecoded();

  /** Whether this failure is its own time limit's doing. */
  boolean isTimedOut(Throwable thrown) {
    return false;
  }

  /** Whether its own time was up. */
  boolean isTimedOut() {
    return false;
  }

  boolean isCanceled() {
    return false;
  }

  /** Whether neither a response nor a failure has come. */
  final boolean isUnderWay() {
    return response == null && failure == null;
  }

  /** The response isn't wanted any more. */
  final void discard() {
    Response received = response;
    if (received != null) {
      received.close();
    }
  }
}
