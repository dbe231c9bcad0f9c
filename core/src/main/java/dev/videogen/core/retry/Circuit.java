package dev.videogen.core.retry;

import dev.failsafe.CircuitBreaker;
import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker before the attempts of a client, which hears of outages alone: a service that
 * refuses what the caller asks for is up. Thread-safe.
 */
@ProviderApi
public final class Circuit {
  private final CircuitBreaker<?> breaker;

  /** Asks and tells this breaker, which may be shared. */
  public Circuit(CircuitBreaker<?> breaker) {
    this.breaker = breaker;
  }

  /** How long nothing may be sent; null if an attempt may ask to. */
  @Nullable Duration closedFor() {
    Duration left = breaker.isOpen() ? breaker.getRemainingDelay() : Duration.ZERO;
    return left.isZero() || left.isNegative() ? null : left;
  }

  /** Leave for one attempt, which must tell its end; null if nothing may be sent now. */
  @Nullable Pass enter() {
    if (!breaker.tryAcquirePermit()) {
      return null;
    }
    return new Pass(breaker, breaker.isHalfOpen());
  }

  /** Leave for one attempt. Its end is told once; what is told later is ignored. */
  static final class Pass {
    private final CircuitBreaker<?> breaker;

    /** Whether it is one of the few that try whether the service is back. */
    private final boolean trial;

    private final AtomicBoolean told = new AtomicBoolean();

    private Pass(CircuitBreaker<?> breaker, boolean trial) {
      this.breaker = breaker;
      this.trial = trial;
    }

    /** The service responded: it is up, unless this says that it has a fault. */
    void responded(int status) {
      record(status >= 500);
    }

    /** There was no response that the caller could use. */
    void failed(IOException failure) {
      if (failure instanceof ApiException api && api.status() != 0) {
        ErrorCode code = api.code();
        record(api.status() >= 500 && (code == null || code.isRetryable()));
      } else if (isOutage(failure)) {
        record(true);
      } else {
        unknown();
      }
    }

    /** The attempt ended, or never began, for a reason of the caller's. */
    void unknown() {
      if (told.compareAndSet(false, true) && trial && breaker.isHalfOpen()) {
        // A trial that ends without an answer can't be given back: the next is due after the delay.
        breaker.open();
      }
    }

    private void record(boolean outage) {
      if (!told.compareAndSet(false, true)) {
        return;
      }
      if (outage) {
        breaker.recordFailure();
      } else {
        breaker.recordSuccess();
      }
    }

    private static boolean isOutage(IOException failure) {
      if (!(failure instanceof ApiException api)) {
        return false;
      }
      StopReason stopped = api.stopReason();
      return stopped == null
          ? api instanceof ConnectionFailedException || api instanceof OutcomeUnknownException
          : stopped == StopReason.ATTEMPT_TIMEOUT;
    }
  }
}
