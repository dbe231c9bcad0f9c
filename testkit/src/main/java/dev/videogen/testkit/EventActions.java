package dev.videogen.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a test does at an {@link Event}. An action runs on the server's thread for that connection,
 * and the fake goes on once it has returned; other connections aren't held up. If it throws, the
 * fake hangs up.
 *
 * <pre>{@code
 * server.on(Event.REQUEST_READ).run(child::kill);
 * server.on(Event.ANSWERED, Endpoint.JOB).runAlways(answers::incrementAndGet);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class EventActions {
  private final Deque<Runnable> once = new ArrayDeque<>();
  private @Nullable Runnable always;

  EventActions() {}

  /** Runs it the next time, and then no more. Several take one time each, in their order. */
  public synchronized EventActions run(Runnable action) {
    once.addLast(action);
    return this;
  }

  /** Runs it every time from now on, where nothing is due {@linkplain #run once}. */
  public synchronized EventActions runAlways(Runnable action) {
    always = action;
    return this;
  }

  /** Takes back whatever was to run. */
  public synchronized EventActions clear() {
    once.clear();
    always = null;
    return this;
  }

  synchronized boolean isArmed() {
    return always != null || !once.isEmpty();
  }

  void happen() {
    Runnable action = next();
    if (action != null) {
      action.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    return once.isEmpty() ? always : once.removeFirst();
  }
}
