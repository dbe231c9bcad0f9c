package dev.videogen.core;

import java.io.IOException;
import okhttp3.Request;

/**
 * Sees each call once before any of its attempts, and may change the request or refuse it. It comes
 * before the throttle and before all {@code Interceptor}s, which see each attempt. So a cap that
 * counts orders counts here, where the retry of a 429 isn't another order:
 *
 * <pre>{@code
 * CallInterceptor capped =
 *     request -> {
 *       CallInfo call = CallInfo.of(request);
 *       if (call.billable() && ordered.incrementAndGet() > 20) {
 *         throw new BudgetSpent(call);
 *       }
 *       return request;
 *     };
 * }</pre>
 *
 * <p>A call that the ledger answers isn't seen: nothing is sent for it. The ledger knows the
 * request as the caller made it. Polls are calls, and are seen; how a call ends is for {@link
 * dev.videogen.core.observe.CallObserver}.
 */
@FunctionalInterface
public interface CallInterceptor {
  /**
   * The request that the call's attempts are to send: the given one, or a changed one with the
   * given one's tags. Runs on a thread that may block. Thread-safe.
   *
   * @throws IOException to refuse the call: it reaches the caller as it is, and nothing is sent
   */
  Request intercept(Request request) throws IOException;
}
