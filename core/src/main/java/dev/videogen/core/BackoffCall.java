package dev.videogen.core;

import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import kotlin.jvm.functions.Function0;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A call of one or more attempts, each an OkHttp call of its own. Executed, it waits on the
 * caller's thread; enqueued, it exists between two attempts only as a task of the timer.
 */
final class BackoffCall implements Call {
  private final BackoffCalls calls;
  private final Request original;
  private final Request request;
  private final CallState state;

  private volatile @Nullable Thread caller;

  // All below is guarded by state.
  private @Nullable Timeout timeout;
  private Phase phase = Phase.IDLE;
  private boolean canceled;
  private @Nullable Callback callback;
  private @Nullable Call attempt;
  private @Nullable CountDownLatch waking;
  private Timekeeper.@Nullable Alarm pausing;
  private Timekeeper.@Nullable Alarm attemptLimit;
  private Timekeeper.@Nullable Alarm deadline;

  private enum Phase {
    IDLE,
    /** Some thread carries the call, and reports how it ends. */
    CARRIED,
    /** Enqueued, and on no thread: in the dispatcher's queue, or waiting for the timer. */
    PARKED,
    ENDED
  }

  BackoffCall(BackoffCalls calls, Request original) {
    this.calls = calls;
    this.original = original;
    this.state = new CallState(calls.backoff(), original, this);
    this.request = original.newBuilder().tag(CallState.class, state).build();
  }

  boolean decodesErrors() {
    return calls.errors() != null;
  }

  private void start(@Nullable Callback newCallback) {
    long limit;
    synchronized (state) {
      limit = timeout == null ? 0 : timeout.timeoutNanos();
      if (phase != Phase.IDLE) {
        throw new IllegalStateException("this call was executed or enqueued before: clone it");
      }
      phase = Phase.CARRIED;
      callback = newCallback;
    }
    state.start(limit);
    calls.started(this);
    Duration deadline = state.deadline();
    if (deadline != null && newCallback != null) {
      // Only an enqueued call can meet its deadline between attempts: in the dispatcher's queue.
      keepDeadline(calls.later(deadline, () -> stop(Stop.DEADLINE)));
    }
  }

  private void keepDeadline(Timekeeper.Alarm alarm) {
    synchronized (state) {
      if (phase != Phase.ENDED) {
        deadline = alarm;
        return;
      }
    }
    alarm.cancel();
  }

  @Override
  public Response execute() throws IOException {
    start(null);
    caller = Thread.currentThread();
    calls.watchInterrupts();
    stopIfInterrupted();
    try {
      while (true) {
        Duration hold = state.turn();
        if (!hold.isZero()) {
          rest(hold);
          continue;
        }
        Response response = null;
        Duration wait;
        Call next = next();
        try {
          response = calls.decoded(request, next.execute());
          wait = state.answered(response);
        } catch (Throwable failed) {
          wait = state.failed(failed, Wire.of(next).departures() > 0);
        } finally {
          attemptEnded();
        }
        if (wait == null) {
          return Objects.requireNonNull(response);
        }
        rest(wait);
      }
    } finally {
      caller = null;
      end();
    }
  }

  /** Ends a blocking call whose thread was interrupted: a socket read doesn't notice. */
  void stopIfInterrupted() {
    if (isInterrupted()) {
      stop(Stop.INTERRUPT);
    }
  }

  boolean isInterrupted() {
    Thread thread = caller;
    return thread != null && thread.isInterrupted();
  }

  boolean isBlocking() {
    return caller != null;
  }

  private void rest(Duration wait) throws IOException {
    CountDownLatch wake = new CountDownLatch(1);
    synchronized (state) {
      waking = wake;
    }
    if (!state.isStopped()) {
      Timekeeper.Alarm alarm = calls.backoff().time().pause(wait, wake::countDown);
      try {
        wake.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        stop(Stop.INTERRUPT);
      } finally {
        alarm.cancel();
      }
    }
    state.throwIfStopped();
  }

  @Override
  public void enqueue(Callback newCallback) {
    start(newCallback);
    park();
    advance();
  }

  private void advance() {
    if (!unpark()) {
      return;
    }
    try {
      Duration hold = state.turn();
      if (!hold.isZero()) {
        pause(hold);
        return;
      }
      Call next = next();
      park();
      next.enqueue(
          new Callback() {
            @Override
            public void onFailure(Call call, IOException failed) {
              attemptFailed(call, failed);
            }

            @Override
            public void onResponse(Call call, Response response) {
              attemptAnswered(call, response);
            }
          });
    } catch (IOException ended) {
      fail(ended);
    } catch (Throwable thrown) {
      fail(state.hookFailed(thrown, false));
    }
  }

  private void attemptFailed(Call call, Throwable failed) {
    attemptEnded();
    if (hasEnded()) {
      return;
    }
    boolean left = Wire.of(call).departures() > 0;
    try {
      pause(state.failed(failed, left));
    } catch (IOException ended) {
      fail(ended);
    } catch (Throwable thrown) {
      fail(state.hookFailed(thrown, left));
    }
  }

  private void attemptAnswered(Call call, Response response) {
    attemptEnded();
    try {
      Response usable = hasEnded() ? response : calls.decoded(request, response);
      Duration wait = hasEnded() ? null : state.answered(usable);
      if (wait != null) {
        pause(wait);
      } else if (end()) {
        deliver(usable);
      } else {
        response.close();
      }
    } catch (Throwable failed) {
      response.close();
      attemptFailed(call, failed);
    }
  }

  private void deliver(Response response) {
    Callback to = callbackNow();
    try {
      to.onResponse(this, response);
    } catch (Throwable thrown) {
      CallLog.callbackFailed(thrown);
    }
  }

  private void fail(IOException failure) {
    if (end()) {
      tell(failure);
    }
  }

  private void tell(IOException failure) {
    Callback to = callbackNow();
    try {
      to.onFailure(this, failure);
    } catch (Throwable thrown) {
      CallLog.callbackFailed(thrown);
    }
  }

  private Callback callbackNow() {
    synchronized (state) {
      return Objects.requireNonNull(callback);
    }
  }

  private void pause(Duration wait) {
    park();
    Timekeeper.Alarm alarm = calls.backoff().time().pause(wait, () -> calls.resume(this::advance));
    synchronized (state) {
      if (phase != Phase.ENDED) {
        pausing = alarm;
        return;
      }
    }
    alarm.cancel();
  }

  private void park() {
    synchronized (state) {
      if (phase == Phase.CARRIED) {
        phase = Phase.PARKED;
      }
    }
    if (state.isStopped()) {
      endParked();
    }
  }

  /** Takes the call up again; false if it has ended in the meantime. */
  private boolean unpark() {
    synchronized (state) {
      if (phase == Phase.PARKED) {
        phase = Phase.CARRIED;
      }
      return phase == Phase.CARRIED;
    }
  }

  /** Nobody carries the call, so nobody else would report its end. */
  private void endParked() {
    Stop reason = state.stopped();
    synchronized (state) {
      if (phase != Phase.PARKED || reason == null) {
        return;
      }
      phase = Phase.ENDED;
    }
    cleanUp();
    calls.deliver(
        () -> {
          state.giveTurnBack();
          tell(state.ended(state.stopException(reason, false, null)));
        });
  }

  private Call next() throws IOException {
    state.throwIfStopped();
    Call next = calls.client().newCall(request);
    Wire.of(next);
    synchronized (state) {
      attempt = next;
    }
    if (state.isStopped()) {
      cancel(next);
    }
    return next;
  }

  /** The attempt's first interceptor runs: it has left the dispatcher's queue. */
  void attemptRuns(Call running) throws IOException {
    if (!unpark()) {
      throw new IOException("the call ended while it was queued");
    }
    state.begin();
    // Within the lock, so that the shortest of limits finds what it is to end.
    synchronized (state) {
      Duration most = state.endpoint().attemptTimeout();
      Duration left = state.leaves(most) ? state.left() : null;
      attemptLimit =
          left != null
              ? calls.later(left, () -> attemptTimedOut(running, Stop.DEADLINE))
              : calls.later(most, () -> attemptTimedOut(running, Stop.ATTEMPT_TIMEOUT));
    }
  }

  private void attemptTimedOut(Call running, Stop limit) {
    synchronized (state) {
      if (attempt != running || attemptLimit == null) {
        return;
      }
      if (limit == Stop.ATTEMPT_TIMEOUT) {
        state.stopAttempt();
      } else if (!state.isStopped()) {
        state.stop(limit);
      }
    }
    cancel(running);
  }

  /** An event listener that throws must not keep the rest of a call from being ended. */
  private static void cancel(Call running) {
    try {
      running.cancel();
    } catch (Throwable thrown) {
      CallLog.hookFailed("event listener", thrown);
    }
  }

  private void attemptEnded() {
    Timekeeper.Alarm limit;
    synchronized (state) {
      limit = attemptLimit;
      attemptLimit = null;
    }
    if (limit != null) {
      limit.cancel();
    }
  }

  private boolean hasEnded() {
    synchronized (state) {
      return phase == Phase.ENDED;
    }
  }

  /** Ends the call for good; false if it had ended before. */
  private boolean end() {
    synchronized (state) {
      if (phase == Phase.ENDED) {
        return false;
      }
      phase = Phase.ENDED;
    }
    cleanUp();
    return true;
  }

  private void cleanUp() {
    Timekeeper.Alarm limit;
    Timekeeper.Alarm pause;
    synchronized (state) {
      limit = deadline;
      pause = pausing;
    }
    if (limit != null) {
      limit.cancel();
    }
    if (pause != null) {
      pause.cancel();
    }
    calls.ended(this);
  }

  /** Ends the call from outside, in whatever phase it is. */
  void stop(Stop reason) {
    Call running;
    CountDownLatch sleeper;
    synchronized (state) {
      if (phase == Phase.ENDED || state.isStopped()) {
        return;
      }
      state.stop(reason);
      running = attempt;
      sleeper = waking;
    }
    if (running != null) {
      cancel(running);
    }
    if (sleeper != null) {
      sleeper.countDown();
    }
    // An attempt that runs reports its own end, for only it knows whether its request has left.
    endParked();
  }

  @Override
  public void cancel() {
    synchronized (state) {
      canceled = true;
    }
    stop(Stop.CANCEL);
  }

  @Override
  public boolean isCanceled() {
    synchronized (state) {
      return canceled;
    }
  }

  @Override
  public boolean isExecuted() {
    synchronized (state) {
      return phase != Phase.IDLE;
    }
  }

  /** Bounds the whole call, waits included; it takes the place of the deadline. */
  @Override
  public Timeout timeout() {
    synchronized (state) {
      if (timeout == null) {
        timeout = new Timeout();
      }
      return timeout;
    }
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public Call clone() {
    return new BackoffCall(calls, original);
  }

  /** Events belong to attempts: set an event listener on the client to hear them. */
  @Override
  public void addEventListener(EventListener eventListener) {
    throw new UnsupportedOperationException(
        "a call of several attempts has no events of its own: set EventListener.Factory on the"
            + " OkHttpClient");
  }

  @Override
  public <T> @Nullable T tag(KClass<T> type) {
    return request.tag(type);
  }

  @Override
  public <T> @Nullable T tag(Class<? extends T> type) {
    return request.tag(type);
  }

  @Override
  public <T> T tag(KClass<T> type, Function0<? extends T> computeIfAbsent) {
    T known = request.tag(type);
    return known != null ? known : computeIfAbsent.invoke();
  }

  @Override
  public <T> T tag(Class<T> type, Function0<? extends T> computeIfAbsent) {
    T known = request.tag(type);
    return known != null ? known : computeIfAbsent.invoke();
  }
}
