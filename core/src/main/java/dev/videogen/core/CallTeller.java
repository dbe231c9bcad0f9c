package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the log and the observers what a call goes through: never a key, a request or a body. After
 * the call's end, which is told once, it is silent: a step that the call didn't wait for may go on.
 */
final class CallTeller {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private final CallInfo call;
  private final Observed observed;
  private final Timekeeper time;
  private final BackoffPolicy policy;
  private volatile boolean over;

  CallTeller(CallInfo call, Observed observed, Timekeeper time, BackoffPolicy policy) {
    this.call = call;
    this.observed = observed;
    this.time = time;
    this.policy = policy;
  }

  /** Whether this is the first end to be told. */
  private synchronized boolean ends() {
    boolean first = !over;
    over = true;
    return first;
  }

  /** A line with the facts that programs look for. */
  private LoggingEventBuilder line(LoggingEventBuilder line) {
    return line.addKeyValue("provider", call.provider())
        .addKeyValue("endpoint", call.endpoint())
        .addKeyValue("call", call.id());
  }

  void attemptStarted(int number) {
    if (LOG.isDebugEnabled() && !over) {
      line(LOG.atDebug())
          .addKeyValue("attempt", number)
          .log("{} {}: attempt {}", call.provider(), call.endpoint(), number);
    }
    observed.attemptStarted(number);
  }

  void attemptFailed(Attempt attempt, boolean retried) {
    if (LOG.isDebugEnabled() && !over) {
      line(LOG.atDebug())
          .addKeyValue("attempt", attempt.number())
          .addKeyValue("charge", attempt.charge())
          .addKeyValue("retried", retried)
          .log(
              "{} {}: attempt {} failed, {}: {}",
              call.provider(),
              call.endpoint(),
              attempt.number(),
              retried ? "another follows" : "none follows",
              printable(attempt.failure().getMessage()));
    }
    observed.attemptFailed(attempt, retried);
  }

  void throttled(int next, Duration wait) {
    waiting(next, wait, "rate limit");
    observed.throttled(wait);
  }

  void waiting(int next, Duration wait, String why) {
    if (over || !LOG.isInfoEnabled()) {
      return;
    }
    line(LOG.atInfo())
        .addKeyValue("attempt", next)
        .log(
            "{} {}: {}, waiting {} until {} before attempt {} of {}",
            call.provider(),
            call.endpoint(),
            why,
            Failure.seconds(wait),
            time.now().plus(wait),
            next,
            policy.maxAttempts());
  }

  /** {@code end} is null if nobody follows the call. */
  void succeeded(int attempts, int charges, @Nullable CallSuccess end) {
    if (!ends()) {
      return;
    }
    if (charges > 0) {
      line(LOG.atWarn())
          .addKeyValue("attempt", attempts)
          .addKeyValue("earlierCharges", charges)
          .log(
              "{} {}: succeeded at attempt {}; {} earlier may have been charged, too",
              call.provider(),
              call.endpoint(),
              attempts,
              charges);
    } else if (LOG.isDebugEnabled()) {
      line(LOG.atDebug())
          .addKeyValue("attempt", attempts)
          .log("{} {}: succeeded at attempt {}", call.provider(), call.endpoint(), attempts);
    }
    if (end != null) {
      observed.succeeded(end);
    }
  }

  /** {@code end} is null if nobody follows the call. */
  void replayed(String key, @Nullable CallSuccess end) {
    if (!ends()) {
      return;
    }
    line(LOG.atInfo())
        .log("{} {}: answered from the ledger for {}", call.provider(), call.endpoint(), key);
    if (end != null) {
      observed.succeeded(end);
    }
  }

  void failed(CallFailure end) {
    if (ends()) {
      log(end);
      observed.failed(end);
    }
  }

  /** Of a call that didn't wait for what was under way, and nobody waits for its observers. */
  void abandoned(@Nullable Attempt underWay, CallFailure end, Executor threads) {
    if (ends()) {
      log(end);
      observed.apart(
          threads,
          one -> {
            if (underWay != null) {
              one.attemptFailed(underWay, false);
            }
            one.failed(end);
          });
    }
  }

  private void log(CallFailure end) {
    if (end.failure() instanceof ApiException api) {
      line(LOG.atWarn())
          .addKeyValue("attempt", end.attempts())
          .addKeyValue("status", api.status())
          .addKeyValue("error", printable(api.error()))
          .addKeyValue("reason", printable(api.reason()))
          .addKeyValue("requestId", printable(api.requestId()))
          .addKeyValue("charge", api.charge())
          .addKeyValue("time", api.time())
          .log("{}", api.getMessage());
    }
  }

  private static @Nullable String printable(@Nullable String text) {
    return text == null ? null : Failure.oneLine(text);
  }
}
