package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener what a call goes through: never a key, a request or a body. */
final class CallTeller {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private final CallInfo call;
  private final CallSettings settings;
  private final int maxAttempts;

  CallTeller(CallInfo call, CallSettings settings, int maxAttempts) {
    this.call = call;
    this.settings = settings;
    this.maxAttempts = maxAttempts;
  }

  void attemptStarted(int number) {
    // As in hear(), without its lambda: each attempt passes here.
    try {
      settings.listener().attemptStarted(call, number);
    } catch (Throwable thrown) {
      hookFailed("listener", thrown);
    }
  }

  void attemptFailed(int number, IOException failure) {
    hear(listener -> listener.attemptFailed(call, number, failure));
  }

  void waiting(int next, Duration wait, String why) {
    LOG.atInfo()
        .addKeyValue("provider", call.provider())
        .addKeyValue("endpoint", call.endpoint())
        .log(
            "{} {}: {}, waiting {} until {} before attempt {} of {}",
            call.provider(),
            call.endpoint(),
            why,
            Failure.seconds(wait),
            settings.time().now().plus(wait),
            next,
            maxAttempts);
    hear(listener -> listener.waiting(call, next, wait));
  }

  /**
   * @param charges how many failed attempts before it may have been charged as well
   */
  void succeeded(int attempts, int charges) {
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
    hear(listener -> listener.succeeded(call, attempts, charges));
  }

  void gaveUp(int attempts, IOException failure) {
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
    hear(listener -> listener.gaveUp(call, attempts, failure));
  }

  private static @Nullable String printable(@Nullable String text) {
    return text == null ? null : Failure.oneLine(text);
  }

  void hookFailed(String hook, Throwable thrown) {
    LOG.warn("the {} failed, and the call goes on", hook, thrown);
  }

  private void hear(Consumer<CallListener> event) {
    try {
      event.accept(settings.listener());
    } catch (Throwable thrown) {
      hookFailed("listener", thrown);
    }
  }
}
