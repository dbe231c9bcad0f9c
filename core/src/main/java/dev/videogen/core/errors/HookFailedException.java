package dev.videogen.core.errors;

import dev.videogen.core.endpoint.CallInfo;
import java.time.Instant;

/**
 * Code that the user plugged in (an interceptor, a key supplier, a throttle) threw something that
 * is no {@code IOException}; it is the cause.
 */
public final class HookFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private HookFailedException(Failure failure) {
    super(failure);
  }

  /**
   * Something threw.
   *
   * @param hook what it was, as "the throttle"
   */
  public static HookFailedException of(
      CallInfo call, Instant time, String hook, Throwable thrown, Charge charge) {
    boolean ofTheMachine = thrown instanceof VirtualMachineError;
    String culprit = ofTheMachine ? "the JVM" : hook;
    return new HookFailedException(
        Failure.builder(call, time)
            .error(culprit + " failed with " + thrown.getClass().getName())
            .advice(
                charge == Charge.NONE
                    ? "Nothing was charged: fix " + culprit + "."
                    : "Fix " + culprit + ", and look up whether the request was charged.")
            .charge(charge)
            .cause(thrown)
            .build());
  }
}
