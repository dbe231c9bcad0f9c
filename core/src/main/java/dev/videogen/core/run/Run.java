package dev.videogen.core.run;

import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries one {@link Course} through, once: on the caller's thread ({@link #execute}), or on none
 * between two steps ({@link #start}). Thread-safe.
 *
 * @param <T> what the course ends with
 */
public final class Run<T> implements Runner.Live {
  private final Runner runner;
  private final Course<T> course;

  // All below is guarded by this. Effects (the user's code, timers, threads) run outside the lock.
  private Phase phase = Phase.IDLE;
  private @Nullable StopReason stop;
  private Step.@Nullable Work<T> work;
  private @Nullable Alarm alarm;
  private @Nullable CountDownLatch waking;

  /** The work or pause that began last, which the alarm is about. */
  private @Nullable Object current;

  private @Nullable BiConsumer<@Nullable T, @Nullable Throwable> ending;

  /** Set while a blocking run is under way, for the watch on interrupts. */
  private volatile @Nullable Thread caller;

  Run(Runner runner, Course<T> course) {
    this.runner = runner;
    this.course = course;
  }

  /** Where a run stands. */
  enum Phase {
    IDLE,
    /** Some thread asks the course for its next step. */
    STEPPING,
    /** A step's work is under way. */
    WORKING,
    PAUSING,
    ENDED
  }

  /** What stopping a run means, by where it stands. */
  enum StopEffect {
    /** It sees the reason by itself, or has ended. */
    NONE,
    WAKE,
    ABORT_WORK,
    ABANDON_WORK
  }

  /**
   * A blocking run waits for its work to end, for its thread is in there, and so does one whose
   * work is a run of its own; any other ends at once, even if its work is stuck in a name lookup or
   * in the user's code.
   */
  static StopEffect effectOfStop(Phase phase, boolean waitsForWork) {
    return switch (phase) {
      case IDLE, STEPPING, ENDED -> StopEffect.NONE;
      case PAUSING -> StopEffect.WAKE;
      case WORKING -> waitsForWork ? StopEffect.ABORT_WORK : StopEffect.ABANDON_WORK;
    };
  }

  /**
   * Runs the course on this thread.
   *
   * @throws IOException what the course fails with
   * @throws IllegalStateException if it was run before
   */
  public T execute() throws IOException {
    begin(null);
    caller = Thread.currentThread();
    runner.watchInterrupts();
    if (Thread.currentThread().isInterrupted()) {
      stop(StopReason.INTERRUPT);
    }
    try {
      while (true) {
        Step<T> step = course.next(stopReason());
        if (step instanceof Step.Done<T> done) {
          return done.value();
        } else if (step instanceof Step.Pause<T> pause) {
          sleep(pause);
        } else if (step instanceof Step.Work<T> next && takeUp(next)) {
          next.run();
          putDown();
        }
      }
    } finally {
      caller = null;
      leave();
      dropAlarm();
    }
  }

  /**
   * Runs the course without holding a thread between its steps.
   *
   * @return a future that fails with what the course fails with. Cancelling or completing it stops
   *     the run
   * @throws IllegalStateException if it was run before
   */
  public RunFuture<T> start() {
    return start(value -> value);
  }

  /** As {@link #start()}, with a future of something made from the value; {@code made} is quick. */
  public <R> RunFuture<R> start(Function<? super T, R> made) {
    RunFuture<R> future = new RunFuture<>(this);
    start(
        (value, failure) -> {
          R result = null;
          Throwable wrong = failure;
          try {
            result = value == null ? null : made.apply(value);
          } catch (Throwable thrown) {
            wrong = thrown;
          }
          future.deliver(result, wrong);
        });
    return future;
  }

  /**
   * As {@link #start()}, telling the end to {@code ending} on a thread that may block.
   *
   * @throws IllegalStateException if it was run before
   */
  public void start(BiConsumer<@Nullable T, @Nullable Throwable> ending) {
    begin(ending);
    advance();
  }

  private void begin(@Nullable BiConsumer<@Nullable T, @Nullable Throwable> told) {
    synchronized (this) {
      if (phase != Phase.IDLE) {
        throw new IllegalStateException("this was run before, and can be run once");
      }
      phase = Phase.STEPPING;
      ending = told;
    }
    course.begin();
    runner.started(this);
  }

  // Runs on whatever thread ended the last step: one at a time.
  private void advance() {
    while (true) {
      Step<T> step;
      try {
        step = course.next(stopReason());
      } catch (Throwable failure) {
        finish(null, failure);
        return;
      }
      if (step instanceof Step.Done<T> done) {
        finish(done.value(), null);
        return;
      }
      if (step instanceof Step.Pause<T> pause) {
        if (park(pause)) {
          return;
        }
      } else if (step instanceof Step.Work<T> next && takeUp(next)) {
        Alarm before = next.boundsItself() ? takeAlarm() : null;
        next.start(this::workEnded);
        if (before != null) {
          before.cancel();
        }
        return;
      }
    }
  }

  private synchronized @Nullable Alarm takeAlarm() {
    Alarm taken = alarm;
    alarm = null;
    return taken;
  }

  private void workEnded() {
    if (putDown()) {
      advance();
    } else {
      course.discard();
    }
  }

  /** Enters WORKING; false if the run is being stopped, and the course is to be asked again. */
  private boolean takeUp(Step.Work<T> next) {
    synchronized (this) {
      if (stop != null) {
        return false;
      }
      phase = Phase.WORKING;
      work = next;
      current = next;
    }
    if (!next.boundsItself()) {
      keepLimit(next);
    }
    return true;
  }

  /** Leaves WORKING; false if the run was ended without waiting for its work. */
  private boolean putDown() {
    synchronized (this) {
      work = null;
      if (phase != Phase.WORKING) {
        return false;
      }
      phase = Phase.STEPPING;
      return true;
    }
  }

  private void keepLimit(Step.Work<T> running) {
    keepLimit(running, shorter(running.left(), course.left()));
  }

  private void keepLimit(Step.Work<T> running, @Nullable Duration limit) {
    Alarm next = limit == null ? null : runner.time().limit(limit, () -> limitPassed(running));
    replaceAlarm(next, running);
  }

  // Runs on the timer's thread, so it only compares and hands on.
  private void limitPassed(Step.Work<T> running) {
    synchronized (this) {
      if (work != running || phase != Phase.WORKING) {
        return;
      }
    }
    if (hasPassed(course.left())) {
      stop(StopReason.DEADLINE);
    } else if (hasPassed(running.left())) {
      // It may be stuck all the same, and the deadline holds for it.
      keepLimit(running, course.left());
      runner.workers().execute(running::timeOut);
    } else {
      keepLimit(running);
    }
  }

  private static boolean hasPassed(@Nullable Duration left) {
    return left != null && (left.isZero() || left.isNegative());
  }

  private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void dropAlarm() {
    Alarm last = takeAlarm();
    if (last != null) {
      last.cancel();
    }
  }

  /**
   * The successor is set before its predecessor is cancelled, so that a clock for tests always sees
   * that this run is busy or waits.
   *
   * @param of the work or pause that the alarm is about; if that is over, what came next has an
   *     alarm already, which stays
   */
  private void replaceAlarm(@Nullable Alarm next, Object of) {
    Alarm superfluous;
    synchronized (this) {
      if (phase == Phase.ENDED || current != of) {
        superfluous = next;
      } else {
        superfluous = alarm;
        alarm = next;
      }
    }
    if (superfluous != null) {
      superfluous.cancel();
    }
  }

  /**
   * Time has gone on since the course chose the pause: a listener of the user's has heard of it.
   */
  private Duration withinLimit(Duration pause) {
    Duration left = course.left();
    if (left == null || pause.compareTo(left) <= 0) {
      return pause;
    }
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void sleep(Step.Pause<T> pause) {
    CountDownLatch wake = new CountDownLatch(1);
    synchronized (this) {
      if (stop != null) {
        return;
      }
      phase = Phase.PAUSING;
      waking = wake;
      current = wake;
    }
    if (pause.early() != null) {
      pause.early().accept(wake::countDown);
    }
    replaceAlarm(runner.time().pause(withinLimit(pause.length()), wake::countDown), wake);
    try {
      wake.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stop(StopReason.INTERRUPT);
    }
    synchronized (this) {
      phase = Phase.STEPPING;
      waking = null;
    }
  }

  /** Enters PAUSING; false if the run is being stopped, and the course is to be asked again. */
  private boolean park(Step.Pause<T> pause) {
    Object token = new Object();
    synchronized (this) {
      if (stop != null) {
        return false;
      }
      phase = Phase.PAUSING;
      current = token;
    }
    Runnable wake = () -> runner.workers().execute(() -> wake(token));
    if (pause.early() != null) {
      pause.early().accept(wake);
    }
    replaceAlarm(runner.time().pause(withinLimit(pause.length()), wake), token);
    return true;
  }

  /** Ends this pause, and none that came after it. */
  private void wake(@Nullable Object pause) {
    synchronized (this) {
      if (phase != Phase.PAUSING || current != pause) {
        return;
      }
      phase = Phase.STEPPING;
    }
    advance();
  }

  /** Ends the run early, wherever it stands. Never blocks, and runs none of the user's code. */
  @Override
  public void stop(StopReason reason) {
    StopEffect effect;
    Step.Work<T> running;
    CountDownLatch sleeper;
    Object parked;
    synchronized (this) {
      if (stop != null || phase == Phase.ENDED) {
        return;
      }
      stop = reason;
      running = work;
      sleeper = waking;
      parked = current;
      effect = effectOfStop(phase, ending == null || (running != null && running.isAwaited()));
      if (effect == StopEffect.ABANDON_WORK) {
        phase = Phase.ENDED;
      }
    }
    switch (effect) {
      case NONE -> {}
      case WAKE -> {
        if (sleeper != null) {
          sleeper.countDown();
        } else {
          runner.workers().execute(() -> wake(parked));
        }
      }
      case ABORT_WORK -> abort(running);
      case ABANDON_WORK -> {
        runner.workers().execute(() -> tell(null, course.abandon(reason)));
        abort(running);
      }
    }
  }

  private void abort(Step.@Nullable Work<T> running) {
    if (running != null) {
      runner.workers().execute(running::abort);
    }
  }

  private synchronized @Nullable StopReason stopReason() {
    return stop;
  }

  private void finish(@Nullable T value, @Nullable Throwable failure) {
    synchronized (this) {
      phase = Phase.ENDED;
    }
    tell(value, failure);
  }

  /** A future's dependents are the user's code, and the thread may hold a slot of OkHttp's. */
  private void tell(@Nullable T value, @Nullable Throwable failure) {
    BiConsumer<@Nullable T, @Nullable Throwable> to;
    synchronized (this) {
      to = ending;
    }
    if (to != null) {
      runner
          .workers()
          .execute(
              () -> {
                leave();
                try {
                  to.accept(value, failure);
                } finally {
                  dropAlarm();
                }
              });
    }
  }

  private void leave() {
    synchronized (this) {
      phase = Phase.ENDED;
    }
    runner.ended(this);
    course.ended();
  }

  @Override
  public @Nullable Thread blocked() {
    return caller;
  }

  /** Whether it was started. */
  public synchronized boolean isStarted() {
    return phase != Phase.IDLE;
  }
}
