package dev.videogen.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/**
 * Sees whether every call of a client ended and gave its connection back, as it does not where a
 * response is never closed. It goes on the consumer's own client:
 *
 * <pre>{@code
 * ConnectionWatch watch = new ConnectionWatch();
 * OkHttpClient client = new OkHttpClient.Builder().eventListenerFactory(watch).build();
 * ...
 * watch.assertNothingLeaked();
 * }</pre>
 *
 * Safe for use by many threads.
 */
public final class ConnectionWatch implements EventListener.Factory {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<Call, Watched> open = new LinkedHashMap<>();
  private int calls;

  /** Has seen nothing yet. */
  public ConnectionWatch() {}

  @Override
  public EventListener create(Call call) {
    return new Listener(call);
  }

  /** How many calls have started. */
  public synchronized int calls() {
    return calls;
  }

  /**
   * The same as {@link #assertNothingLeaked(Duration)}, with 2 s of patience.
   *
   * @throws AssertionError if a call still holds a connection, or goes on
   */
  public void assertNothingLeaked() {
    assertNothingLeaked(PATIENCE);
  }

  /**
   * Every call that started has ended, and holds no connection. Calls that are about to end are
   * waited for, that long in real time and no longer.
   *
   * @throws AssertionError with each call's method and address, and where it was started
   */
  public synchronized void assertNothingLeaked(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!open.isEmpty()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw failure();
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while calls were open", e);
    }
  }

  private AssertionError failure() {
    List<String> lines = new ArrayList<>();
    open.forEach((call, watched) -> lines.add(watched.describe(call)));
    AssertionError error =
        new AssertionError("expected no open call\nbut was " + String.join("\n", lines));
    open.values().forEach(it -> error.addSuppressed(it.started));
    return error;
  }

  private synchronized void started(Call call) {
    calls++;
    open.put(call, new Watched());
  }

  private synchronized void changed(Call call, int connections, boolean ended) {
    Watched watched = open.get(call);
    if (watched == null) {
      return;
    }
    watched.connections += connections;
    watched.ended |= ended;
    if (watched.ended && watched.connections == 0) {
      open.remove(call);
    }
    notifyAll();
  }

  private static final class Watched {
    private final Throwable started = new Throwable("an open call was started here");
    private int connections;
    private boolean ended;

    String describe(Call call) {
      String address = call.request().url().newBuilder().query(null).build().toString();
      return call.request().method()
          + " "
          + address
          + (connections == 0
              ? ", which goes on"
              : ", which holds a connection: a response was not closed, or the call goes on");
    }
  }

  private final class Listener extends EventListener {
    private final Call call;

    Listener(Call call) {
      this.call = call;
    }

    @Override
    public void callStart(Call ignored) {
      started(call);
    }

    @Override
    public void connectionAcquired(Call ignored, Connection connection) {
      changed(call, 1, false);
    }

    @Override
    public void connectionReleased(Call ignored, Connection connection) {
      changed(call, -1, false);
    }

    @Override
    public void callEnd(Call ignored) {
      changed(call, 0, true);
    }

    @Override
    public void callFailed(Call ignored, IOException e) {
      changed(call, 0, true);
    }
  }
}
