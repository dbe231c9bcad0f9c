package dev.videogen.core.download;

import dev.videogen.core.download.DownloadFailedException.Kind;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.observe.Observers;
import dev.videogen.core.run.Course;
import dev.videogen.core.run.Runner;
import dev.videogen.core.run.Step;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a download, as steps: attempts, and the waits between them. */
final class DownloadCourse<T> implements Course<T> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.downloads");

  private final Fetching fetching;
  private final Runner runner;
  private final Timekeeper time;
  private final String url;
  private final Destination<T> destination;
  private final DownloadSettings settings;
  private final RunningCall call = new RunningCall();

  // One thread at a time carries the download.
  private @Nullable DownloadTarget<T> target;
  private @Nullable Transfer transfer;
  private @Nullable AttemptCount count;
  private @Nullable Fetch attempt;
  private final Observed observed;
  private int attempts;
  private Duration working = Duration.ZERO;
  private volatile long startedAt;

  DownloadCourse(
      Fetching fetching, String url, Destination<T> destination, DownloadSettings settings) {
    this.fetching = fetching;
    this.runner = fetching.runner();
    this.time = runner.time();
    this.url = url;
    this.destination = destination;
    this.settings = settings;
    Observers observers = runner.observers();
    CallInfo info =
        CallInfo.next(
            CallInfo.Kind.DOWNLOAD, observers.provider(), observers.account(), "download");
    this.observed = observers.start(info, settings.tags());
  }

  @Override
  public void begin() {
    startedAt = time.nanoTime();
  }

  @Override
  public Duration left() {
    return settings.deadline().minusNanos(time.nanoTime() - startedAt);
  }

  @Override
  public CallObserver.Scope enter() {
    return observed.enter();
  }

  /** An observer may. */
  @Override
  public boolean mayBlock() {
    return !observed.isEmpty();
  }

  @Override
  public Step<T> next(@Nullable StopReason stop) throws IOException {
    try {
      Step<T> step = step(stop);
      if (step instanceof Step.Done<T> && !observed.isEmpty()) {
        Duration took = took();
        observed.succeeded(
            new CallSuccess(0, attempts, 0, false, took, took.minus(working), Cost.NONE, null));
      }
      return step;
    } catch (IOException | RuntimeException | Error failure) {
      observed.failed(failure, attempts, took(), took().minus(working));
      throw failure;
    }
  }

  private Duration took() {
    return Duration.ofNanos(time.nanoTime() - startedAt);
  }

  private Step<T> step(@Nullable StopReason stop) throws IOException {
    Fetch ended = attempt;
    attempt = null;
    if (ended == null || !ended.hasRun) {
      if (stop != null) {
        throw failed(stopped(Kind.of(stop)));
      }
      return attempt();
    }
    DownloadTarget<T> into = Objects.requireNonNull(target);
    AttemptCount counted = Objects.requireNonNull(count).failed(into.size(), total());
    count = counted;
    Kind why = stop == null ? null : Kind.of(stop);
    DownloadDecision next =
        DownloadDecision.decide(ended.failure, counted, settings.maxAttempts(), why, left());
    attemptEnded(ended, next);
    if (next instanceof DownloadDecision.Retry retry) {
      return new Step.Pause<>(retry.after(), null);
    }
    if (next instanceof DownloadDecision.GiveUp giveUp) {
      throw failed(giveUp.failure());
    }
    return new Step.Done<>(complete(into));
  }

  private void attemptEnded(Fetch ended, DownloadDecision next) {
    Duration took = Duration.ofNanos(ended.endedAt - ended.startedAt);
    working = working.plus(took);
    TransferFailure failure = ended.failure;
    if (failure != null && !observed.isEmpty()) {
      Duration wait = next instanceof DownloadDecision.Retry retry ? retry.after() : Duration.ZERO;
      Instant startedAt = time.now().minusNanos(time.nanoTime() - ended.startedAt);
      observed.attemptFailed(
          new Attempt(attempts, startedAt, took, true, Charge.NONE, failure, wait),
          next instanceof DownloadDecision.Retry);
    }
  }

  private long total() {
    Transfer made = transfer;
    return made == null ? -1 : made.total();
  }

  private Step<T> attempt() throws DownloadFailedException {
    if (target == null) {
      HttpUrl parsed = HttpUrl.parse(url);
      if (parsed == null) {
        throw failed(Transfer.unusable("it is not an https URL"));
      }
      try {
        DownloadTarget<T> opened = destination.open(url, settings);
        target = opened;
        count = AttemptCount.from(opened.size());
      } catch (IOException unusable) {
        throw failed(TransferFailure.target("the target can't be used", unusable));
      }
      transfer = new Transfer(fetching, call, settings, parsed);
    }
    Fetch next = new Fetch();
    attempt = next;
    attempts++;
    observed.attemptStarted(attempts);
    return next;
  }

  private T complete(DownloadTarget<T> into) throws DownloadFailedException {
    try {
      return into.complete();
    } catch (IOException unusable) {
      boolean interrupted = Thread.currentThread().isInterrupted();
      TransferFailure failure = TransferFailure.target("the target can't be used", unusable);
      throw failed(interrupted ? failure.stoppedBy(Kind.INTERRUPTED) : failure);
    }
  }

  private static TransferFailure stopped(Kind kind) {
    return TransferFailure.passing("the download was stopped", 0, null).stoppedBy(kind);
  }

  private DownloadFailedException failed(TransferFailure failure) {
    DownloadTarget<T> into = target;
    Path partial = into == null ? null : into.kept();
    Failure.Builder facts =
        Failure.builder(CallInfo.free(DownloadUrls.host(url), "download", "GET"), time.now())
            .error(failure.error + " (" + DownloadUrls.shown(url) + ")")
            .advice(failure.advice)
            .retryAfter(failure.serverWait)
            .stopReason(failure.kind.stopReason())
            .cause(failure.getCause());
    if (failure.status != 0) {
      facts.response(
          new ErrorResponse("download", failure.status, Headers.of(), "", false, time.now()));
    }
    long received = into == null ? 0 : into.size();
    return new DownloadFailedException(
        facts.build(), failure.kind, url, destination.path(), received, partial);
  }

  @Override
  public T abandon(StopReason stop) {
    throw new IllegalStateException("a download ends when its transfer has ended");
  }

  @Override
  public void discard() {}

  @Override
  public void ended(Executor background) {
    close();
  }

  private void close() {
    DownloadTarget<T> opened = target;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException kept) {
        LOG.warn("the partial file of a download could not be closed", kept);
      }
    }
  }

  /** One attempt, on a thread that it holds as long as bytes come. */
  private final class Fetch implements Step.Work<T> {
    private volatile @Nullable TransferFailure failure;
    private volatile boolean hasRun;
    private volatile long startedAt = time.nanoTime();
    private volatile long endedAt = startedAt;

    @Override
    public void run() {
      hasRun = true;
      startedAt = time.nanoTime();
      CallObserver.Scope scope = enter();
      try {
        failure = Objects.requireNonNull(transfer).attempt(Objects.requireNonNull(target));
      } finally {
        scope.close();
      }
      endedAt = time.nanoTime();
    }

    @Override
    public void start(Runnable ended) {
      runner
          .workers()
          .execute(
              () -> {
                run();
                ended.run();
              });
    }

    /** The partial file is deleted, or kept, before the caller hears of the end. */
    @Override
    public boolean isAwaited() {
      return true;
    }

    @Override
    public void abort() {
      call.cancel();
    }
  }
}
