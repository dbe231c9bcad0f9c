package dev.videogen.core.observe;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The observers of one call, wait or download. Thread-safe. */
@ProviderApi
public final class Observed {
  /** Nobody follows it. */
  public static final Observed NOBODY = new Observed();

  private final Told[] observers;

  Observed(Told... observers) {
    this.observers = observers;
  }

  /** Whether nobody follows it, so that nothing need be told. */
  public boolean isEmpty() {
    return observers.length == 0;
  }

  /** It waits for its turn under the client's own throttle. */
  public void throttled(Duration wait) {
    for (Told told : observers) {
      told.throttled(wait);
    }
  }

  /** An attempt begins, counted from 1. */
  public void attemptStarted(int number) {
    for (Told told : observers) {
      told.attemptStarted(number);
    }
  }

  /** An attempt has failed. */
  public void attemptFailed(Attempt attempt, boolean retried) {
    for (Told told : observers) {
      told.attemptFailed(attempt, retried);
    }
  }

  /** The end, unless it has been told. */
  public void succeeded(CallSuccess end) {
    for (Told told : observers) {
      told.succeeded(end);
    }
  }

  /** The end, unless it has been told. */
  public void failed(CallFailure end) {
    for (Told told : observers) {
      told.failed(end);
    }
  }

  /** The end, unless it has been told, of something that cost nothing by itself. */
  public void failed(Throwable failure, int attempts, Duration took, Duration waited) {
    if (!isEmpty()) {
      Charge charge = failure instanceof ApiException api ? api.charge() : Charge.NONE;
      failed(new CallFailure(failure, charge, attempts, took, waited));
    }
  }

  /**
   * Tells each observer on a thread of its own: one that is stuck keeps no other from hearing of
   * the end.
   */
  public void apart(Executor threads, Consumer<Observed> event) {
    for (Told told : observers) {
      Observed one = new Observed(told);
      threads.execute(
          () -> {
            CallObserver.Scope scope = one.enter();
            try {
              event.accept(one);
            } finally {
              scope.close();
            }
          });
    }
  }

  /** Opens the scopes of all on this thread; the last opened is the first closed. Never throws. */
  public CallObserver.Scope enter() {
    CallObserver.Scope all = CallObserver.Scope.NONE;
    for (Told told : observers) {
      all = within(all, told.open());
    }
    return all;
  }

  private static CallObserver.Scope within(CallObserver.Scope outer, CallObserver.Scope inner) {
    if (outer == CallObserver.Scope.NONE) {
      return inner;
    }
    return inner == CallObserver.Scope.NONE
        ? outer
        : () -> {
          inner.close();
          outer.close();
        };
  }
}
