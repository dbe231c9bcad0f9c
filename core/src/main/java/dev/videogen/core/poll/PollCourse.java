package dev.videogen.core.poll;

import dev.videogen.core.ApiCall;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.observe.Observers;
import dev.videogen.core.observe.TagList;
import dev.videogen.core.run.Course;
import dev.videogen.core.run.Runner;
import dev.videogen.core.run.Step;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wait, as steps: pay for something, where the wait does; then pause and poll until it is over.
 */
final class PollCourse<A, T> implements Course<T> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  /** The last poll begins at the deadline, and needs a moment. */
  private static final Duration LAST_POLL = Duration.ofSeconds(5);

  private final Runner runner;
  private final CallInfo info;
  private final Timekeeper time;
  private final TagList tags;
  private final Observed observed;
  private final Begun<A, T> begun;
  private final Progress<A, T> progress;
  private final @Nullable Duration ownDeadline;
  private final @Nullable PollSchedule ownSchedule;

  // One thread at a time carries a wait.
  private @Nullable CallWork<T, T> polling;
  private boolean paused;
  private boolean lastPoll;

  // Set by that thread; abandon() reads them.
  private volatile @Nullable Poll<T> poll;
  private volatile @Nullable CallWork<A, T> paying;
  private volatile @Nullable Object accepted;
  private volatile @Nullable T last;
  private volatile boolean over;
  private volatile @Nullable IOException trouble;
  private final AtomicInteger polls = new AtomicInteger();
  private volatile long startedAt;
  private volatile long beganAt;

  /** How long calls were under way, in nanoseconds. */
  private final AtomicLong working = new AtomicLong();

  /**
   * How a wait begins: with something under way, or with a paid call that starts it.
   *
   * @param <A> what the paid call responds with
   */
  record Begun<A, T>(
      @Nullable Poll<T> underWay,
      @Nullable ApiCall<A> paid,
      @Nullable Function<? super A, Poll<T>> poll,
      @Nullable Function<? super A, Object> kept) {

    static <A, T> Begun<A, T> with(Poll<T> poll) {
      return new Begun<>(poll, null, null, null);
    }

    static <A, T> Begun<A, T> paying(
        ApiCall<A> paid, Function<? super A, Poll<T>> poll, Function<? super A, Object> kept) {
      return new Begun<>(null, paid, poll, kept);
    }
  }

  PollCourse(
      Runner runner,
      String provider,
      String name,
      TagList tags,
      Begun<A, T> begun,
      Progress<A, T> progress,
      @Nullable Duration deadline,
      @Nullable PollSchedule schedule) {
    Observers observers = runner.observers();
    this.runner = runner;
    this.time = runner.time();
    this.info = CallInfo.next(CallInfo.Kind.WAIT, provider, observers.account(), name);
    this.tags = tags;
    this.observed = observers.start(info, tags);
    this.begun = begun;
    this.progress = progress;
    this.ownDeadline = deadline;
    this.ownSchedule = schedule;
    this.poll = begun.underWay();
    begin();
  }

  @Override
  public void begin() {
    beganAt = time.nanoTime();
    startedAt = beganAt;
  }

  /**
   * The calls within have limits of their own, and pauses never reach beyond the deadline: this is
   * for listeners that block.
   */
  @Override
  public @Nullable Duration left() {
    Poll<T> waitedFor = poll;
    if (waitedFor == null) {
      CallWork<A, T> paid = paying;
      // An observer of the end must not hold it up for ever.
      return paid == null || !paid.hasEnded() ? null : LAST_POLL.minusNanos(paid.nanosSinceEnd());
    }
    Duration left = left(waitedFor);
    // A deadline may be as long as a duration can be.
    return left.compareTo(LAST_POLL) > 0 ? left : left.plus(LAST_POLL);
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  /** So that the limits of a paid call count from now, however busy other threads are. */
  @Override
  public boolean beginsQuietly() {
    return true;
  }

  @Override
  public boolean isAbandonable() {
    return true;
  }

  @Override
  public CallObserver.Scope enter() {
    return observed.enter();
  }

  @Override
  public Step<T> next(@Nullable StopReason stop) throws IOException {
    try {
      Step<T> step = step(stop);
      if (step instanceof Step.Done<T> && !observed.isEmpty()) {
        observed.succeeded(success());
      }
      return step;
    } catch (IOException | RuntimeException | Error failure) {
      observed.failed(failure, polls.get(), took(), paused());
      throw failure;
    }
  }

  private CallSuccess success() {
    return new CallSuccess(0, polls.get(), 0, false, took(), paused(), Cost.NONE, null);
  }

  private Duration took() {
    return Duration.ofNanos(time.nanoTime() - beganAt);
  }

  private Duration paused() {
    return took().minusNanos(working.get());
  }

  private Step<T> step(@Nullable StopReason stop) throws IOException {
    Poll<T> waitedFor = poll;
    if (waitedFor == null) {
      return pay(stop);
    }
    try {
      CallWork<T, T> ended = polling;
      polling = null;
      if (ended != null && ended.hasEnded()) {
        working.addAndGet(ended.nanos());
        return afterPoll(waitedFor, ended, stop);
      }
      if (stop != null) {
        throw stopped(waitedFor, stop);
      }
      if (paused) {
        return poll(waitedFor);
      }
      return afterDecision(
          waitedFor, PollDecision.decide(schedule(waitedFor), 0, left(waitedFor), null));
    } catch (ApiException failure) {
      throw remembering(failure);
    }
  }

  private Step<T> afterDecision(Poll<T> waitedFor, PollDecision decision) throws IOException {
    if (decision instanceof PollDecision.Again again) {
      paused = true;
      lastPoll = again.last();
      return new Step.Pause<>(again.delay(), null);
    }
    if (decision instanceof PollDecision.Failed) {
      throw Objects.requireNonNull(trouble);
    }
    throw timedOut(waitedFor);
  }

  private Step<T> pay(@Nullable StopReason stop) throws IOException {
    CallWork<A, T> ended = paying;
    if (ended == null || !ended.hasEnded()) {
      if (stop != null) {
        throw canceled(info.endpoint(), stop);
      }
      CallWork<A, T> first =
          new CallWork<>(
              Tagging.of(Objects.requireNonNull(begun.paid()), tags), null, time, observed);
      paying = first;
      return first;
    }
    working.addAndGet(ended.nanos());
    Throwable failure = ended.failure();
    if (failure != null) {
      throw asIOException("the paid call", failure);
    }
    A response = Objects.requireNonNull(ended.value());
    // Whatever comes now, it is paid for.
    accepted = response;
    Function<? super A, Object> kept = Objects.requireNonNull(begun.kept());
    Function<? super A, Poll<T>> next = Objects.requireNonNull(begun.poll());
    try {
      accepted = Objects.requireNonNull(kept.apply(response), "what was accepted");
      poll = Objects.requireNonNull(next.apply(response), "what to wait for");
    } catch (Throwable thrown) {
      throw remembering(hookFailed("what follows the paid call", thrown));
    }
    startedAt = time.nanoTime();
    tell(() -> progress.accepted(response));
    return step(stop);
  }

  private Step<T> poll(Poll<T> waitedFor) throws ApiException {
    Duration left = left(waitedFor);
    Duration limit = left.compareTo(LAST_POLL) < 0 ? LAST_POLL : left;
    CallWork<T, T> next;
    try {
      ApiCall<T> call = Tagging.of(waitedFor.call.get(), tags).deadline(limit).maxServerWait(limit);
      next = new CallWork<>(call, limit, time, observed);
    } catch (Throwable thrown) {
      throw hookFailed("the poll", thrown);
    }
    polls.incrementAndGet();
    polling = next;
    return next;
  }

  private Step<T> afterPoll(Poll<T> waitedFor, CallWork<T, T> ended, @Nullable StopReason stop)
      throws IOException {
    T response = ended.value();
    Throwable failure = ended.failure();
    if (response != null) {
      last = response;
      trouble = null;
      try {
        over = waitedFor.over.test(response);
      } catch (Throwable thrown) {
        throw hookFailed("the end condition", thrown);
      }
      tell(() -> progress.polled(response));
      if (over) {
        return new Step.Done<>(response);
      }
    } else {
      trouble = asIOException("the poll", Objects.requireNonNull(failure));
    }
    if (stop != null) {
      throw stopped(waitedFor, stop);
    }
    PollDecision decision =
        lastPoll && (trouble == null || PollDecision.passes(trouble))
            ? new PollDecision.TimedOut()
            : PollDecision.decide(schedule(waitedFor), polls.get(), left(waitedFor), trouble);
    return afterDecision(waitedFor, decision);
  }

  private IOException asIOException(String hook, Throwable failure) {
    return failure instanceof IOException known ? known : hookFailed(hook, failure);
  }

  private PollSchedule schedule(Poll<T> waitedFor) {
    return ownSchedule == null ? waitedFor.schedule : ownSchedule;
  }

  private Duration left(Poll<T> waitedFor) {
    return deadline(waitedFor).minus(waited());
  }

  private Duration deadline(Poll<T> waitedFor) {
    return ownDeadline == null ? waitedFor.deadline : ownDeadline;
  }

  private Duration waited() {
    return Duration.ofNanos(time.nanoTime() - startedAt);
  }

  private static void tell(Runnable report) {
    try {
      report.run();
    } catch (Throwable thrown) {
      // An assertion of a listener's would otherwise leave the wait without an end.
      LOG.warn("the progress listener failed, and the wait goes on", thrown);
    }
  }

  private PollTimeoutException timedOut(Poll<T> waitedFor) {
    Duration waited = waited();
    int made = polls.get();
    T response = last;
    String state = response == null ? null : stateOf(waitedFor, response);
    String error =
        waitedFor.id
            + " isn't over: "
            + (state == null ? "no response" : "it was \"" + state + "\"")
            + " after "
            + made
            + (made == 1 ? " poll in " : " polls in ")
            + Failure.seconds(waited);
    return new PollTimeoutException(
        failure(error, StopReason.DEADLINE).cause(trouble).build(),
        waitedFor.id,
        made,
        waited,
        state,
        response,
        trouble);
  }

  private String stateOf(Poll<T> waitedFor, T response) {
    try {
      return waitedFor.state.apply(response);
    } catch (Throwable thrown) {
      LOG.warn("the name of a state failed, and the wait ends without it", thrown);
      return "unnamed";
    }
  }

  private ApiException stopped(Poll<T> waitedFor, StopReason reason) {
    return reason == StopReason.DEADLINE ? timedOut(waitedFor) : canceled(waitedFor.id, reason);
  }

  private CallCanceledException canceled(String id, StopReason reason) {
    String error =
        switch (reason) {
          case INTERRUPT -> "the thread that waits for " + id + " was interrupted";
          case CLOSE -> "the client that waits for " + id + " was closed";
          default -> "the wait for " + id + " was cancelled";
        };
    return new CallCanceledException(failure(error, reason).build());
  }

  private Failure.Builder failure(String error, StopReason reason) {
    return Failure.builder(info, time.now())
        .error(error)
        .advice("It goes on at the service: wait for the same id again.")
        .stopReason(reason);
  }

  private HookFailedException hookFailed(String hook, Throwable thrown) {
    return HookFailedException.of(info, time.now(), hook, thrown, Charge.NONE);
  }

  private ApiException remembering(ApiException failure) {
    Object known = accepted;
    if (known != null) {
      failure.record(failure.history().after(known));
    }
    return failure;
  }

  /** Not while a call within is under way: a wait ends with what that comes to. */
  @Override
  public T abandon(StopReason stop) throws IOException {
    try {
      T value = ended(stop);
      if (!observed.isEmpty()) {
        CallSuccess end = success();
        observed.apart(runner.workers(), one -> one.succeeded(end));
      }
      return value;
    } catch (IOException failure) {
      int made = polls.get();
      observed.apart(runner.workers(), one -> one.failed(failure, made, took(), paused()));
      throw failure;
    }
  }

  private T ended(StopReason stop) throws IOException {
    if (over) {
      return Objects.requireNonNull(last);
    }
    Poll<T> waitedFor = poll;
    if (waitedFor != null) {
      throw remembering(stopped(waitedFor, stop));
    }
    CallWork<A, T> paid = paying;
    if (paid != null && paid.failure() != null) {
      throw asIOException("the paid call", paid.failure());
    }
    if (accepted == null && paid != null) {
      accepted = paid.value();
    }
    throw remembering(canceled(info.endpoint(), stop));
  }

  @Override
  public void discard() {}
}
