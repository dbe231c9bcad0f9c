package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is logged of calls: never a key, a request or a body. */
public final class CallLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  private CallLog() {}

  static void waiting(
      CallInfo call, String why, Duration wait, Instant until, int attempt, int attempts) {
    LOG.atInfo()
        .addKeyValue("provider", call.provider())
        .addKeyValue("endpoint", call.endpoint())
        .log(
            "{} {}: {}, waiting {} until {} before attempt {} of {}",
            call.provider(),
            call.endpoint(),
            why,
            FailureDecoder.seconds(wait),
            until,
            attempt,
            attempts);
  }

  static void succeeded(CallInfo call, int attempts) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} {}: succeeded at attempt {}", call.provider(), call.endpoint(), attempts);
    }
  }

  static void reason(CallInfo call, Decision.Reason reason) {
    LOG.debug("{} {}: gave up, {}", call.provider(), call.endpoint(), reason);
  }

  static void failed(ApiException failure) {
    LOG.atWarn()
        .addKeyValue("status", failure.status())
        .addKeyValue("error", failure.error())
        .addKeyValue("reason", failure.reason())
        .addKeyValue("usage", failure.facts().json().get("usage"))
        .addKeyValue("requestId", failure.requestId())
        .addKeyValue("time", failure.time())
        .log("{}", failure.getMessage());
  }

  static void callbackFailed(Throwable thrown) {
    LOG.warn("a callback failed", thrown);
  }

  public static void hookFailed(String hook, Throwable thrown) {
    LOG.warn("the {} failed, and the call goes on", hook, thrown);
  }
}
