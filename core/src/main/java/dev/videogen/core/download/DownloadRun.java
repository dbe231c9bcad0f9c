package dev.videogen.core.download;

import dev.videogen.core.download.DownloadFailedException.Kind;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One run of a download: attempts, and the waits between them. */
final class DownloadRun<T> {
  private final Downloads downloads;
  private final String url;
  private final Destination<T> destination;
  private final DownloadSettings settings;
  private final StopSignal signal = new StopSignal();
  private volatile @Nullable Thread caller;

  DownloadRun(
      Downloads downloads, String url, Destination<T> destination, DownloadSettings settings) {
    this.downloads = downloads;
    this.url = url;
    this.destination = destination;
    this.settings = settings;
  }

  /** Runs on a thread of the caller's, whose interrupts end it. */
  T runBlocking() throws DownloadFailedException {
    caller = Thread.currentThread();
    stopIfInterrupted();
    try {
      return run();
    } finally {
      caller = null;
    }
  }

  T run() throws DownloadFailedException {
    Timekeeper time = downloads.time();
    downloads.started(this);
    if (isBlocking()) {
      downloads.watchInterrupts();
    }
    Timekeeper.Alarm limit =
        time.limit(settings.deadline(), () -> downloads.onThread(() -> stop(Kind.DEADLINE)));
    try {
      HttpUrl parsed = HttpUrl.parse(url);
      if (parsed == null) {
        throw failed(Transfer.unusable("it is not an https URL"), 0, null);
      }
      return transferred(parsed, time);
    } finally {
      limit.cancel();
      downloads.ended(this);
    }
  }

  private T transferred(HttpUrl from, Timekeeper time) throws DownloadFailedException {
    long received = 0;
    try (DownloadTarget<T> target = destination.open(url, settings)) {
      long end = time.nanoTime() + nanos(settings.deadline());
      Transfer transfer = new Transfer(downloads, signal, settings, from);
      AttemptCount count = AttemptCount.from(target.size());
      while (true) {
        TransferFailure failure = transfer.attempt(target);
        received = target.size();
        stopIfInterrupted();
        count = count.failed(received, transfer.total());
        Duration left = Duration.ofNanos(end - time.nanoTime());
        DownloadDecision next =
            DownloadDecision.decide(failure, count, settings.maxAttempts(), signal.reason(), left);
        if (next instanceof DownloadDecision.Done) {
          return complete(target);
        } else if (next instanceof DownloadDecision.GiveUp giveUp) {
          throw failed(giveUp.failure(), received, target.kept());
        } else if (next instanceof DownloadDecision.Retry retry) {
          signal.pause(time, retry.after());
        }
      }
    } catch (DownloadFailedException failed) {
      throw failed;
    } catch (IOException failed) {
      stopIfInterrupted();
      throw failed(unusable(failed).stoppedBy(signal.reason()), received, null);
    }
  }

  private T complete(DownloadTarget<T> target) throws DownloadFailedException {
    try {
      return target.complete();
    } catch (IOException failed) {
      throw failed(unusable(failed), target.size(), target.kept());
    }
  }

  private static TransferFailure unusable(IOException failed) {
    return TransferFailure.target("the target can't be used", failed);
  }

  /** An endless deadline would overflow. */
  private static long nanos(Duration deadline) {
    long most = Long.MAX_VALUE / 2;
    return deadline.compareTo(Duration.ofNanos(most)) > 0 ? most : deadline.toNanos();
  }

  private DownloadFailedException failed(
      TransferFailure failure, long received, @Nullable Path partial) {
    CallInfo call = new CallInfo(DownloadUrls.host(url), "download", "GET");
    String error = failure.error + " (" + DownloadUrls.shown(url) + ")";
    Failure facts =
        Failure.unanswered(
                call,
                downloads.time().now(),
                error,
                failure.advice,
                Charge.NONE,
                failure.getCause())
            .withStatus(failure.status)
            .withRetryAfter(failure.serverWait);
    return new DownloadFailedException(
        facts, failure.kind, url, destination.path(), received, partial);
  }

  void stop(Kind why) {
    signal.stop(why);
  }

  void stopIfInterrupted() {
    if (isInterrupted()) {
      stop(Kind.INTERRUPTED);
    }
  }

  boolean isInterrupted() {
    Thread thread = caller;
    return thread != null && thread.isInterrupted();
  }

  boolean isBlocking() {
    return caller != null;
  }

  boolean isStopped() {
    return signal.reason() != null;
  }
}
