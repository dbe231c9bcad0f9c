package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the listener what a call goes through: never a key, a request or a body. After
 * the call's end, which is told once, it is silent: a step that the call didn't wait for may go on.
 */
final class CallTeller {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private final CallInfo call;
  private final CallSettings settings;
  private final BackoffPolicy policy;
  private volatile boolean over;

  CallTeller(CallInfo call, CallSettings settings, BackoffPolicy policy) {
    this.call = call;
    this.settings = settings;
    this.policy = policy;
  }

  /** Whether this is the first end to be told. */
  private synchronized boolean ends() {
    boolean first = !over;
    over = true;
    return first;
  }

  void attemptStarted(int number) {
    CallListener listener = settings.listener;
    if (listener != null && !over) {
      hear(() -> listener.attemptStarted(call, number));
    }
  }

  void attemptFailed(int number, IOException failure) {
    CallListener listener = settings.listener;
    if (listener != null && !over) {
      hear(() -> listener.attemptFailed(call, number, failure));
    }
  }

  void waiting(int next, Duration wait, String why) {
    if (over) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("provider", call.provider())
        .addKeyValue("endpoint", call.endpoint())
        .log(
            "{} {}: {}, waiting {} until {} before attempt {} of {}",
            call.provider(),
            call.endpoint(),
            why,
            Failure.seconds(wait),
            settings.time.now().plus(wait),
            next,
            policy.maxAttempts());
    CallListener listener = settings.listener;
    if (listener != null) {
      hear(() -> listener.waiting(call, next, wait));
    }
  }

  /**
   * @param charges how many failed attempts before it may have been charged as well
   */
  void succeeded(int attempts, int charges) {
    if (!ends()) {
      return;
    }
    if (charges > 0) {
      LOG.warn(
          "{} {}: succeeded at attempt {}; {} earlier may have been charged, too",
          call.provider(),
          call.endpoint(),
          attempts,
          charges);
    } else if (LOG.isDebugEnabled()) {
      LOG.debug("{} {}: succeeded at attempt {}", call.provider(), call.endpoint(), attempts);
    }
    CallListener listener = settings.listener;
    if (listener != null) {
      hear(() -> listener.succeeded(call, attempts, charges));
    }
  }

  void replayed(String key) {
    if (!ends()) {
      return;
    }
    LOG.info("{} {}: answered from the ledger for {}", call.provider(), call.endpoint(), key);
    CallListener listener = settings.listener;
    if (listener != null) {
      hear(() -> listener.replayed(call));
    }
  }

  void gaveUp(int attempts, IOException failure) {
    if (!ends()) {
      return;
    }
    if (failure instanceof ApiException api) {
      LOG.atWarn()
          .addKeyValue("status", api.status())
          .addKeyValue("error", printable(api.error()))
          .addKeyValue("reason", printable(api.reason()))
          .addKeyValue("requestId", printable(api.requestId()))
          .addKeyValue("charge", api.charge())
          .addKeyValue("time", api.time())
          .log("{}", api.getMessage());
    }
    CallListener listener = settings.listener;
    if (listener != null) {
      hear(() -> listener.gaveUp(call, attempts, failure));
    }
  }

  private static @Nullable String printable(@Nullable String text) {
    return text == null ? null : Failure.oneLine(text);
  }

  private static void hear(Runnable event) {
    try {
      event.run();
    } catch (Throwable thrown) {
      LOG.warn("the listener failed, and the call goes on", thrown);
    }
  }
}
