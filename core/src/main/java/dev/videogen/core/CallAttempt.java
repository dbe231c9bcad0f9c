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
  private final SentRequests sent;
  final Timekeeper time;
  private final int departuresBefore;

  /** Counted from 1. */
  final int number;

  volatile long startedAt;

  /** What came, or null. */
  volatile @Nullable Response response;

  /** What went wrong, or null. */
  volatile @Nullable Throwable failure;

  /**
   * @param before the attempt before it, or null
   */
  CallAttempt(CallContext context, @Nullable CallAttempt before) {
    this.number = before == null ? 1 : before.number + 1;
    this.sent = context.sent;
    this.time = context.time;
    this.departuresBefore = sent.departures();
    this.startedAt = time.nanoTime();
  }

  final Duration took() {
    return Duration.ofNanos(time.nanoTime() - startedAt);
  }

  /** The first failure counts: OkHttp wraps what it can't hand on. */
  final void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Whether neither a response nor a failure has come. */
  final boolean isUnderWay() {
    return response == null && failure == null;
  }

  /** What came, where nothing went wrong. */
  final Response response() {
    return Objects.requireNonNull(response, "an attempt without an end");
  }

  /** Whether anything of this attempt may have left this machine. */
  final boolean hasLeft() {
    return sent.departures() > departuresBefore;
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

  /** The response isn't wanted any more. */
  final void discard() {
    Response received = response;
    if (received != null) {
      received.close();
    }
  }
}
