package dev.videogen.examples;

import dev.videogen.core.ApiCall;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.poll.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.Call;

/** One call of a storm, and what is done to it on its way. */
final class StormCall {
  private static final Duration GRACE = Duration.ofMillis(250);
  static final Duration CLIENTS_DEADLINE = Duration.ofMinutes(10);
  private static final Duration LAST_POLL = Duration.ofSeconds(5);

  /** Which step of a wait that holds no thread comes once its paid call has ended. */
  private static final int AFTER_PAYMENT = 2;

  /** When something is done to a call. */
  enum Moment {
    AFTER_START,
    BEFORE_PROCEEDING,
    SENDING,
    AFTER_PROCEEDING,
    NEVER
  }

  final int number;
  final boolean blocking;
  final Duration deadline;
  private final Moment moment;
  private final int deed;
  private final StormBooks books;
  private final StormTime time;
  private final AtomicBoolean waits = new AtomicBoolean();
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicBoolean pollsLast = new AtomicBoolean();
  private volatile Instant acceptedAt;
  private volatile CompletableFuture<?> future;
  private volatile boolean canceled;
  private volatile Throwable unexpected;

  StormCall(int number, boolean blocking, Random random, StormBooks books, StormTime time) {
    this.number = number;
    this.blocking = blocking;
    this.deadline = Duration.ofSeconds(new int[] {3, 20, 90, 600}[random.nextInt(4)]);
    Moment[] moments = Moment.values();
    this.moment = random.nextInt(4) == 0 ? moments[random.nextInt(moments.length)] : Moment.NEVER;
    this.deed = random.nextInt(3);
    this.books = books;
    this.time = time;
  }

  String mark() {
    return "storm-" + number;
  }

  Throwable unexpected() {
    return unexpected;
  }

  /** Interrupts, cancels from within, or cancels from outside. */
  void during(Moment now, Call attempt) {
    if (now != moment) {
      return;
    }
    CompletableFuture<?> running = future;
    if (deed == 0 || (attempt == null && running == null)) {
      Thread.currentThread().interrupt();
    } else if (deed == 1 && attempt != null) {
      attempt.cancel();
    } else if (running != null) {
      canceled = true;
      running.cancel(true);
    }
  }

  /** What costs money, and how long it may take. */
  record Paid(
      Callable<Object> blocking, Supplier<CompletableFuture<?>> asynchronous, Duration limit) {}

  Paid paid(ApiCall<?> call) {
    ApiCall<?> described = call.deadline(deadline).tag(StormCall.class, this);
    return new Paid(described::execute, described::executeAsync, deadline);
  }

  /** Pays within the client's own limit, and waits no longer than this call's from then on. */
  Paid paid(Wait<?, ?> wait) {
    Wait<?, ?> described =
        wait.deadline(deadline).tag(StormCall.class, this).onProgress(progress -> accepted());
    return new Paid(described::execute, described::executeAsync, CLIENTS_DEADLINE.plus(LAST_POLL));
  }

  private void accepted() {
    if (waits.compareAndSet(false, true)) {
      time.expectEndFromNow(this, deadline.plus(LAST_POLL).plus(GRACE));
      acceptedAt = time.now();
    }
  }

  /** The poll at the deadline has its limit from its own begin, however late that comes. */
  void polls() {
    Instant since = acceptedAt;
    if (since != null
        && !time.now().isBefore(since.plus(deadline))
        && pollsLast.compareAndSet(false, true)) {
      time.expectEndFromNow(this, LAST_POLL.plus(GRACE));
    }
  }

  /** Follows it as a wait, whose steps each reckon with the time they began at. */
  CallObserver steps() {
    return new CallObserver() {
      @Override
      public Scope scope() {
        if (!blocking && steps.incrementAndGet() == AFTER_PAYMENT && !waits.get()) {
          // It has seen the paid call's end, and an observer that blocks has a limit from here.
          time.expectEndFromNow(StormCall.this, LAST_POLL.plus(GRACE));
        }
        return time.step(StormCall.this);
      }
    };
  }

  void execute(Paid call) {
    time.expectEnd(this, call.limit.plus(GRACE));
    try {
      during(Moment.AFTER_START, null);
      ended(call.blocking.call(), null);
    } catch (Throwable thrown) {
      ended(null, thrown);
    } finally {
      boolean unused = Thread.interrupted();
    }
  }

  CompletableFuture<?> start(Paid call) {
    time.expectEnd(this, call.limit.plus(GRACE));
    CompletableFuture<?> started = call.asynchronous.get();
    // A wait sets no alarm before it has paid.
    time.begun();
    future = started;
    CompletableFuture<?> told = started.whenComplete(this::ended);
    if (moment == Moment.AFTER_START) {
      canceled = true;
      started.cancel(true);
    }
    return told;
  }

  private void ended(Object response, Throwable failure) {
    time.ended(this);
    if (response != null) {
      books.told(number, Charge.CERTAIN);
    } else if (failure instanceof ApiException api) {
      books.told(number, api.charge());
    } else if (!(failure instanceof StormHooks.OwnRefusal)
        && !(failure instanceof CancellationException && canceled)) {
      unexpected = failure;
    }
  }

  @Override
  public String toString() {
    return "call " + number + (blocking ? ", blocking, " : ", ") + moment + " " + deed;
  }
}
