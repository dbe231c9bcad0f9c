package dev.videogen.core.observe;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Attempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows one call, wait or download from its start to its end, for metrics, traces and audits. A
 * {@link Factory} makes one for each, on the caller's thread.
 *
 * <pre>{@code
 * final class Audit implements CallObserver {
 *   private final CallInfo call;
 *   private final Tenant tenant;
 *
 *   Audit(CallInfo call, Tags tags) {
 *     this.call = call;
 *     this.tenant = tags.tag(Tenant.class);
 *   }
 *
 *   @Override
 *   public void succeeded(CallSuccess end) {
 *     log.info("{} {} for {}: {} attempts", call.id(), call.endpoint(), tenant, end.attempts());
 *   }
 *
 *   @Override
 *   public void failed(CallFailure end) {
 *     log.info("{} {} for {}: charge {}", call.id(), call.endpoint(), tenant, end.charge());
 *   }
 * }
 *
 * NouvelClient nouvel = NouvelClient.builder().apiKeyFromEnv().addObserver(Audit::new).build();
 * }</pre>
 *
 * <p>Events come in order, one at a time, each exactly once; the last is {@link #succeeded} or
 * {@link #failed}. They come on whatever thread makes the progress, which the calling thread may
 * not be, so that what they write is seen by the next. An event should be quick: one that blocks
 * holds up its own call alone, and an asynchronous call or wait no longer than to its deadline.
 * What an observer throws is logged at WARN and changes nothing.
 */
public interface CallObserver {
  /** Makes the observer of a call. Thread-safe. */
  @FunctionalInterface
  interface Factory {
    /**
     * A call, a wait or a download starts. Runs on the caller's thread, and is quick: nothing is
     * sent before it has returned.
     *
     * @param call who is called, and which call this is
     * @param tags what the caller tagged it with
     * @return who follows it; null if nobody does
     */
    @Nullable CallObserver callStarted(CallInfo call, Tags tags);
  }

  /** Something that holds on one thread until it is closed there, such as an MDC entry. */
  @FunctionalInterface
  interface Scope {
    /** Nothing to hold. */
    Scope NONE = () -> {};

    /** Takes back what was set, on the thread that opened it. */
    void close();
  }

  /**
   * Opens what is to hold on this thread while anything of this call runs there: interceptors,
   * events, callbacks and what hangs on futures. It is opened and closed many times, once around
   * each step, never within itself on one thread, and maybe beside an event on another. It must not
   * block.
   */
  default Scope scope() {
    return Scope.NONE;
  }

  /** The call waits for its turn under the client's own throttle. It may be woken early. */
  default void throttled(Duration wait) {}

  /** An attempt begins; {@code attempt} counts from 1. A wait has none: its polls are calls. */
  default void attemptStarted(int attempt) {}

  /**
   * An attempt has failed.
   *
   * @param attempt why, what it may have cost, and how long is waited now if another follows
   * @param retried whether another follows
   */
  default void attemptFailed(Attempt attempt, boolean retried) {}

  /** The end: it has succeeded. */
  default void succeeded(CallSuccess end) {}

  /** The end: it has failed. */
  default void failed(CallFailure end) {}
}
