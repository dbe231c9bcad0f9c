package dev.videogen.core.poll;

import dev.videogen.core.CallOptions;
import dev.videogen.core.FailureDecoder;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

/** One wait: what it has seen so far, and what ends it from outside. */
abstract class PollRun<T> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  final Poller poller;
  final Polling<T> polling;
  private final long startedAt;

  // One thread at a time carries a wait.
  private int looks;
  private @Nullable T last;
  private @Nullable IOException trouble;

  // Guarded by this.
  private @Nullable Call<T> look;
  private CallCanceledException.@Nullable By stop;

  PollRun(Poller poller, Polling<T> polling) {
    this.poller = poller;
    this.polling = polling;
    this.startedAt = poller.time().nanoTime();
  }

  /** Ends the wait: wakes it from its pause, or ends the look under way. */
  final void stop(CallCanceledException.By reason) {
    Call<T> running;
    synchronized (this) {
      if (stop != null) {
        return;
      }
      stop = reason;
      running = look;
    }
    wake();
    if (running != null) {
      running.cancel();
    }
  }

  /** Ends the pause, if there is one. */
  abstract void wake();

  final synchronized boolean isStopped() {
    return stop != null;
  }

  /** The next look, or null if the wait was ended from outside. */
  final @Nullable Call<T> nextLook() throws ApiException {
    Duration left = left();
    if (left.isNegative() || left.isZero()) {
      // The timer came late; the call itself finds out that there is no time.
      left = Duration.ofNanos(1);
    }
    Call<T> next;
    try {
      next = polling.look.apply(new CallOptions(left, left));
    } catch (RuntimeException thrown) {
      throw hookFailed("the look", thrown);
    }
    synchronized (this) {
      if (stop != null) {
        return null;
      }
      look = next;
    }
    looks++;
    return next;
  }

  private Duration left() {
    return polling.deadline.minus(elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(poller.time().nanoTime() - startedAt);
  }

  final PollDecision answered(T answer) throws ApiException {
    last = answer;
    trouble = null;
    boolean over;
    try {
      over = polling.over.test(answer);
    } catch (RuntimeException thrown) {
      throw hookFailed("the end condition", thrown);
    }
    tell(() -> polling.observer.accept(answer));
    return decide(over);
  }

  /**
   * What to do after a look that failed.
   *
   * @throws IOException the failure itself, if it ends the wait
   */
  final PollDecision failed(IOException failure) throws IOException {
    if (isStopped()) {
      throw canceled();
    }
    trouble = failure;
    PollDecision decision = decide(false);
    if (decision instanceof PollDecision.Failed) {
      throw failure;
    }
    return decision;
  }

  private PollDecision decide(boolean over) {
    return PollDecision.decide(polling.schedule, looks, left(), over, trouble);
  }

  final void begin() {
    poller.started(this);
    tell(polling.first);
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (Throwable thrown) {
      // An assertion of a listener's would otherwise leave the wait without an end.
      LOG.warn("the progress listener failed, and the wait goes on", thrown);
    }
  }

  private String stateOf(T answer) {
    try {
      return polling.state.apply(answer);
    } catch (Throwable thrown) {
      LOG.warn("the name of a state failed, and the wait ends without it", thrown);
      return "unnamed";
    }
  }

  final PollTimeoutException timedOut() {
    Duration waited = elapsed();
    T answer = last;
    String state = answer == null ? null : stateOf(answer);
    String error =
        polling.id
            + " isn't over: "
            + (state == null ? "no answer" : "it was \"" + state + "\"")
            + " after "
            + looks
            + (looks == 1 ? " look in " : " looks in ")
            + FailureDecoder.seconds(waited);
    return new PollTimeoutException(
        unanswered(error, "It goes on at the service: wait for the same id again.", trouble),
        polling.id,
        looks,
        waited,
        state,
        answer,
        trouble);
  }

  final synchronized CallCanceledException canceled() {
    CallCanceledException.By by = stop == null ? CallCanceledException.By.CANCEL : stop;
    String error =
        switch (by) {
          case CANCEL -> "the wait for " + polling.id + " was cancelled";
          case INTERRUPT -> "the thread that waits for " + polling.id + " was interrupted";
          case CLOSE -> "the client that waits for " + polling.id + " was closed";
        };
    return new CallCanceledException(
        unanswered(error, "It goes on at the service: wait for the same id again.", null), by);
  }

  final HookFailedException hookFailed(String hook, Throwable thrown) {
    return FailureDecoder.hookFailed(info(), poller.time().now(), hook, thrown, Charge.NONE);
  }

  private Failure unanswered(String error, String advice, @Nullable Throwable cause) {
    return Failure.unanswered(info(), poller.time().now(), error, advice, Charge.NONE, cause);
  }

  private CallInfo info() {
    return new CallInfo(poller.provider(), polling.name, "GET");
  }
}
