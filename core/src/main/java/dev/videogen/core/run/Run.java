package dev.videogen.core.run;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import dev.videogen.core.time.Timekeeper.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries one {@link Course} through, once: on the caller's thread ({@link #execute}), or on none
 * between two steps ({@link #start}). Thread-safe.
 *
 * @param <T> what the course ends with
 */
@ProviderApi
public final class Run<T> implements Runner.Live {
  private static final long NONE = 0;
  private static final ThreadLocal<@Nullable Run<?>> ON_THIS_THREAD = new ThreadLocal<>();

  private final Runner runner;
  private final Course<T> course;

  // All below is guarded by this. Effects (the user's code, timers, threads) run outside the lock.
  private Phase phase = Phase.IDLE;
  private @Nullable StopReason stop;
  private Step.@Nullable Work<T> work;
  private @Nullable Alarm alarm;

  /** Counts works and pauses, so that whoever comes late sees that its own is over. */
  private long steps;

  private @Nullable CountDownLatch waking;
  private @Nullable BiConsumer<@Nullable T, @Nullable Throwable> ending;

  /** The thread that is in here and may be blocked, for the watch on interrupts. */
  private volatile @Nullable Thread caller;

  Run(Runner runner, Course<T> course) {
    this.runner = runner;
    this.course = course;
  }

  /**
   * Runs the course on this thread.
   *
   * @throws IOException what the course fails with
   * @throws IllegalStateException if it was run before
   */
  public T execute() throws IOException {
    begin(null);
    Run<?> outer = ON_THIS_THREAD.get();
    Run<?> around = outer != null && outer.isBoundedWithin(runner.time()) ? outer : null;
    try {
      ON_THIS_THREAD.set(this);
      caller = Thread.currentThread();
      runner.watchInterrupts();
      if (Thread.currentThread().isInterrupted()) {
        stop(StopReason.INTERRUPT);
      }
      while (true) {
        Step<T> step = next();
        if (step instanceof Step.Done<T> done) {
          return done.value();
        } else if (step instanceof Step.Pause<T> pause) {
          sleep(pause, around);
        } else if (step instanceof Step.Work<T> next && takeUp(next) != NONE) {
          relieve(around);
          next.run();
          putDown();
        }
      }
    } finally {
      caller = null;
      // Not removed where it is null: each call would make a new entry.
      ON_THIS_THREAD.set(outer);
      leave(Runnable::run);
      handAlarmTo(around);
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
    RunFuture<R> future = new RunFuture<>(this::stop);
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
    if (course.mayBlock() && !(course.beginsQuietly() && stopReason() == null)) {
      // Not on the caller's thread, which was promised not to be held.
      keepLimitOfStep();
      runner.workers().execute(this::advance);
      return;
    }
    advance();
  }

  /** Work opens a scope of its own: one within another would be closed before its time. */
  private Step<T> next() throws IOException {
    CallObserver.Scope scope = course.enter();
    try {
      return course.next(stopReason());
    } finally {
      scope.close();
    }
  }

  private void begin(@Nullable BiConsumer<@Nullable T, @Nullable Throwable> told) {
    synchronized (this) {
      if (phase != Phase.IDLE) {
        throw new IllegalStateException("this was run before, and can be run once");
      }
      phase = Phase.STEPPING;
      ending = told;
      course.begin();
    }
    runner.started(this);
  }

  // Runs on whatever thread ended the last step: one at a time.
  private void advance() {
    CallObserver.Scope scope = course.enter();
    Step<T> step;
    try {
      do {
        if (isEnded()) {
          course.discard();
          return;
        }
        step = course.next(stopReason());
        if (isUnderWay(step)) {
          return;
        }
      } while (!(step instanceof Step.Done<T>));
    } catch (Throwable failure) {
      finish(null, failure);
      return;
    } finally {
      scope.close();
    }
    finish(((Step.Done<T>) step).value(), null);
  }

  /** Begins a step; false if it is the last, or isn't begun because the run is being stopped. */
  private boolean isUnderWay(Step<T> step) {
    if (step instanceof Step.Pause<T> pause) {
      return park(pause);
    }
    if (!(step instanceof Step.Work<T> next)) {
      return false;
    }
    long number = takeUp(next);
    if (number == NONE) {
      return false;
    }
    boolean boundsItself = next.boundsItself();
    Alarm before = boundsItself ? takeAlarm() : null;
    try {
      next.start(this::workEnded);
      if (boundsItself && !next.boundsItself()) {
        keepLimit(next, number);
      }
    } finally {
      cancel(before);
    }
    return true;
  }

  private synchronized @Nullable Alarm takeAlarm() {
    Alarm taken = alarm;
    alarm = null;
    return taken;
  }

  private void workEnded() {
    if (putDown()) {
      if (!hasAlarm()) {
        keepLimitOfStep();
      }
      advance();
    } else {
      course.discard();
    }
  }

  /**
   * Enters WORKING and says which step it is; {@code NONE} if the run is being stopped, so that the
   * work isn't begun.
   */
  private long takeUp(Step.Work<T> next) {
    long number;
    synchronized (this) {
      if (stop != null) {
        return NONE;
      }
      phase = Phase.WORKING;
      work = next;
      number = ++steps;
    }
    if (!next.boundsItself()) {
      keepLimit(next, number);
    }
    return number;
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

  /** Sets the alarm for what is under way: a work, or a step that may be blocked. */
  private void keepLimit(Step.@Nullable Work<T> running, long number) {
    Duration limit = shorter(running == null ? null : running.left(), course.left());
    replaceAlarm(
        limit == null ? null : runner.time().limit(limit, () -> limitPassed(number)), number);
  }

  /** A step that the user's code may block has the course's deadline. */
  private void keepLimitOfStep() {
    if (course.mayBlock()) {
      long number;
      synchronized (this) {
        number = steps;
      }
      keepLimit(null, number);
    }
  }

  private synchronized boolean hasAlarm() {
    return alarm != null;
  }

  // Runs on the timer's thread, so it only compares and hands on.
  private void limitPassed(long number) {
    Step.Work<T> running;
    synchronized (this) {
      if (number != steps || (phase != Phase.WORKING && phase != Phase.STEPPING)) {
        return;
      }
      running = work;
    }
    if (hasPassed(course.left())) {
      stop(StopReason.DEADLINE);
    } else if (running != null && hasPassed(running.left())) {
      runner.workers().execute(running::timeOut);
      // It may be stuck, and then the deadline of the whole still holds.
      keepLimit(null, number);
    } else {
      keepLimit(running, number);
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

  /**
   * The successor is set before its predecessor is cancelled, so that a clock for tests always sees
   * that this run is busy or waits.
   */
  private void replaceAlarm(@Nullable Alarm next, long number) {
    Alarm superseded;
    synchronized (this) {
      // This thread may come late: the step may be over, and the next one have an alarm of its own.
      if (phase == Phase.ENDED || number != steps) {
        superseded = next;
      } else {
        superseded = alarm;
        alarm = next;
      }
    }
    cancel(superseded);
  }

  /**
   * The run of which this one is a step, on the same thread, needs no alarm now that this one has.
   * By that thread alone: any other may come so late that the outer run's alarm is its next.
   */
  private void relieve(@Nullable Run<?> around) {
    if (around != null && hasAlarm()) {
      around.dropAlarm();
    }
  }

  /** The run around this one is busy again, and keeps the alarm until it has another. */
  private void handAlarmTo(@Nullable Run<?> around) {
    Alarm last = takeAlarm();
    if (last == null || around == null) {
      cancel(last);
      return;
    }
    Alarm before;
    synchronized (around) {
      before = around.alarm;
      around.alarm = last;
    }
    cancel(before);
  }

  private void dropAlarm() {
    cancel(takeAlarm());
  }

  private static void cancel(@Nullable Alarm alarm) {
    if (alarm != null) {
      alarm.cancel();
    }
  }

  /** Whether the call or wait under way has alarms of its own, and so speaks for this run. */
  private boolean isBoundedWithin(Timekeeper inner) {
    Step.Work<T> running;
    synchronized (this) {
      running = work;
    }
    return running != null && running.boundsItself() && inner == runner.time();
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

  private void sleep(Step.Pause<T> pause, @Nullable Run<?> around) {
    CountDownLatch wake = new CountDownLatch(1);
    long number;
    synchronized (this) {
      if (stop != null) {
        return;
      }
      phase = Phase.PAUSING;
      waking = wake;
      number = ++steps;
    }
    replaceAlarm(runner.time().pause(withinLimit(pause.length()), wake::countDown), number);
    relieve(around);
    if (pause.early() != null) {
      pause.early().accept(wake::countDown);
    }
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
    long number;
    synchronized (this) {
      if (stop != null) {
        return false;
      }
      phase = Phase.PAUSING;
      number = ++steps;
    }
    Runnable wake = () -> runner.workers().execute(() -> wake(number));
    replaceAlarm(runner.time().pause(withinLimit(pause.length()), wake), number);
    // The last of all: the user's code may block in there.
    if (pause.early() != null) {
      pause.early().accept(wake);
    }
    return true;
  }

  private void wake(long number) {
    synchronized (this) {
      // Late news of one pause must not end the next.
      if (phase != Phase.PAUSING || number != steps) {
        return;
      }
      phase = Phase.STEPPING;
    }
    keepLimitOfStep();
    advance();
  }

  /** Ends the run early, wherever it stands. Never blocks, and runs none of the user's code. */
  @Override
  public void stop(StopReason reason) {
    Phase.StopEffect effect;
    Step.Work<T> running;
    CountDownLatch sleeper;
    long number;
    StopReason first;
    synchronized (this) {
      running = work;
      sleeper = waking;
      number = steps;
      effect =
          phase.effectOfStop(
              ending != null && course.isAbandonable(), running != null && running.isAwaited());
      // Who was stopped before is on its way to the end, but may be stuck there.
      if (stop != null && effect != Phase.StopEffect.ABANDON) {
        return;
      }
      first = stop == null ? reason : stop;
      stop = first;
      if (effect == Phase.StopEffect.ABANDON) {
        phase = Phase.ENDED;
      }
    }
    switch (effect) {
      case NONE -> {}
      case WAKE -> {
        if (sleeper != null) {
          sleeper.countDown();
        } else {
          runner.workers().execute(() -> wake(number));
        }
      }
      case ABORT_WORK -> abort(running);
      case ABANDON -> {
        runner.workers().execute(() -> abandon(first));
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

  private synchronized boolean isEnded() {
    return phase == Phase.ENDED;
  }

  private void abandon(StopReason reason) {
    T value = null;
    Throwable failure = null;
    try {
      value = course.abandon(reason);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    deliver(value, failure);
  }

  private void finish(@Nullable T value, @Nullable Throwable failure) {
    boolean late;
    synchronized (this) {
      late = phase == Phase.ENDED;
      phase = Phase.ENDED;
    }
    if (late) {
      course.discard();
    } else {
      // A future's dependents are the user's code, and this thread may hold a slot of OkHttp's.
      runner.workers().execute(() -> deliver(value, failure));
    }
  }

  private void deliver(@Nullable T value, @Nullable Throwable failure) {
    BiConsumer<@Nullable T, @Nullable Throwable> to;
    synchronized (this) {
      to = ending;
    }
    leave(runner.workers());
    runner.callBack(() -> tell(to, value, failure));
  }

  private void tell(
      @Nullable BiConsumer<@Nullable T, @Nullable Throwable> to,
      @Nullable T value,
      @Nullable Throwable failure) {
    CallObserver.Scope scope = course.enter();
    try {
      if (to != null) {
        to.accept(value, failure);
      }
    } finally {
      scope.close();
      dropAlarm();
    }
  }

  private void leave(Executor background) {
    synchronized (this) {
      phase = Phase.ENDED;
    }
    runner.ended(this);
    course.ended(background);
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
