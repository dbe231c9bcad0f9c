package dev.videogen.core.poll;

import dev.videogen.core.ApiClient;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.time.DaemonThreads;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits until something at a service is over, by looking now and then. Thread-safe; a client has
 * one, and closes it when it closes.
 *
 * <p>A look that fails in passing (a rate limit, a fault of the service's, a lost connection, a
 * look that took too long, an answer that can't be read) is made again at the next turn; any other
 * failure ends the wait. A look may wait for its turn under the rate limit as long as the deadline
 * allows. Between two looks an asynchronous wait exists only as a task of the timer.
 */
public final class Poller implements AutoCloseable {
  private final String provider;
  private final Timekeeper time;
  private final Set<PollRun<?>> live = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor resumer;
  private volatile boolean closed;

  /**
   * A poller of one client.
   *
   * @param provider the service's name, for errors and logs
   * @param time the client's {@link ApiClient#time()}
   */
  public Poller(String provider, Timekeeper time) {
    this.provider = provider;
    this.time = time;
    // A look runs the user's listeners and throttle: not on the timer's thread.
    this.resumer =
        new ThreadPoolExecutor(
            2,
            2,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("videogen-poll"));
    resumer.allowCoreThreadTimeOut(true);
  }

  /**
   * Waits on the calling thread.
   *
   * @return the answer that says it is over
   * @throws PollTimeoutException if it isn't over in time
   * @throws CallCanceledException if the thread was interrupted (its flag is kept) or this closed
   * @throws IOException of the kinds above, or what ended the wait
   */
  public <T> T await(Polling<T> polling) throws IOException {
    return new BlockingPoll<>(this, polling).await();
  }

  /**
   * Waits without holding a thread. Cancelling the future, or completing it, ends the looking.
   *
   * @return the answer that says it is over; it fails as {@link #await} does
   */
  public <T> CompletableFuture<T> awaitAsync(Polling<T> polling) {
    return new FuturePoll<>(this, polling).start();
  }

  String provider() {
    return provider;
  }

  Timekeeper time() {
    return time;
  }

  void started(PollRun<?> run) {
    live.add(run);
    if (closed) {
      run.stop(CallCanceledException.By.CLOSE);
    }
  }

  void ended(PollRun<?> run) {
    live.remove(run);
  }

  /** Runs what may run the user's code, away from the timer. */
  void resume(Runnable task) {
    resumer.execute(task);
  }

  /** Ends all waits with {@link CallCanceledException}. */
  @Override
  public void close() {
    closed = true;
    for (PollRun<?> run : live) {
      run.stop(CallCanceledException.By.CLOSE);
    }
  }
}
