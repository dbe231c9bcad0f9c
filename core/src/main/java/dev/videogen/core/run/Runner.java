package dev.videogen.core.run;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.observe.Observers;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all runs of a client share: its time, the threads for the user's code, and the list of what
 * is under way, which ends when the client closes. Thread-safe.
 */
@ProviderApi
public final class Runner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");
  private static final Duration INTERRUPT_CHECK = Duration.ofMillis(50);

  private final Timekeeper time;
  private final Observers observers;
  private final @Nullable Executor callbacks;

  /** Real time, whatever {@link #time} is: for interrupts and for threads that are stuck. */
  private final Timekeeper real = Timekeeper.system();

  private final Workers workers = new Workers(real);
  private final Set<Live> live = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile boolean closed;

  /** A runner that takes time from {@code time}, and whose runs nobody follows. */
  public Runner(Timekeeper time) {
    this(time, Observers.NONE, null);
  }

  /**
   * A runner that takes time from {@code time}, and whose runs are followed.
   *
   * @param callbacks runs what the user hangs on an end; null for threads of this runner's
   */
  public Runner(Timekeeper time, Observers observers, @Nullable Executor callbacks) {
    this.time = time;
    this.observers = observers;
    this.callbacks = callbacks;
  }

  /** One run of a course. */
  public <T> Run<T> run(Course<T> course) {
    return new Run<>(this, course);
  }

  /** The time that all runs go by. */
  public Timekeeper time() {
    return time;
  }

  /** Who follows what is run. */
  public Observers observers() {
    return observers;
  }

  /** Threads for what may block: the user's code, and work that holds a thread. */
  public Executor workers() {
    return workers;
  }

  /** Runs the user's own code at an end; called on a thread that may block. */
  void callBack(Runnable told) {
    if (callbacks == null) {
      told.run();
      return;
    }
    AtomicBoolean begun = new AtomicBoolean();
    Runnable once =
        () -> {
          if (begun.compareAndSet(false, true)) {
            told.run();
          }
        };
    try {
      callbacks.execute(once);
    } catch (RejectedExecutionException rejected) {
      if (!begun.get()) {
        LOG.warn("the executor of callbacks rejects, so a thread of the client's runs", rejected);
        once.run();
      }
    }
  }

  /** Something under way that ends early when the client closes. */
  public interface Live {
    /** Ends it early. Never blocks. */
    void stop(StopReason reason);

    /** The thread that is blocked in it, whose interrupt is to end it; or null. */
    @Nullable Thread blocked();
  }

  /** Looks after something, until {@link #ended}. */
  public void started(Live begun) {
    live.add(begun);
    if (closed) {
      begun.stop(StopReason.CLOSE);
    }
  }

  /** Forgets it. */
  public void ended(Live begun) {
    live.remove(begun);
  }

  /** Looks for interrupts as long as a thread is blocked in a run; one watch serves all. */
  public void watchInterrupts() {
    if (watching.compareAndSet(false, true)) {
      Timekeeper.Alarm unused = real.limit(INTERRUPT_CHECK, this::checkInterrupts);
    }
  }

  private void checkInterrupts() {
    watching.set(false);
    boolean blocking = false;
    for (Live begun : live) {
      Thread thread = begun.blocked();
      blocking |= thread != null;
      if (thread != null && thread.isInterrupted()) {
        begun.stop(StopReason.INTERRUPT);
      }
    }
    if (blocking) {
      watchInterrupts();
    }
  }

  /** Ends all runs, and those that begin later, with {@link StopReason#CLOSE}; threads end soon. */
  @Override
  public void close() {
    closed = true;
    for (Live begun : live) {
      begun.stop(StopReason.CLOSE);
    }
    workers.close();
  }
}
