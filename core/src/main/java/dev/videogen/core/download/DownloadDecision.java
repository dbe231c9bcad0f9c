package dev.videogen.core.download;

import dev.videogen.core.download.DownloadFailedException.Kind;
import dev.videogen.core.errors.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to do after an attempt. */
sealed interface DownloadDecision {
  /** A server that asks for more is better asked later. */
  Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** The file is whole. */
  record Done() implements DownloadDecision {}

  /** Retry after a wait. */
  record Retry(Duration after) implements DownloadDecision {}

  /** There is no point in another attempt. */
  record GiveUp(TransferFailure failure) implements DownloadDecision {}

  /**
   * Decides from what is known; nothing else is asked or changed.
   *
   * @param failure why the attempt failed, or null if the file is whole
   * @param stopped what ended the download from outside, or null
   * @param left the time until the deadline
   */
  static DownloadDecision decide(
      @Nullable TransferFailure failure,
      AttemptCount count,
      int maxAttempts,
      @Nullable Kind stopped,
      Duration left) {
    if (failure == null) {
      return new Done();
    }
    if (stopped != null) {
      return new GiveUp(failure.stoppedBy(stopped));
    }
    if (!failure.passing || count.failures() >= maxAttempts) {
      return new GiveUp(failure);
    }
    Duration own = Duration.ofSeconds(1L << Math.min(count.failures() - 1, 5));
    Duration server = failure.serverWait;
    Duration wait = server == null || server.compareTo(own) < 0 ? own : server;
    String due = failure.error + ", the next attempt is due in " + Failure.seconds(wait);
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      return new GiveUp(failure.as(failure.kind, due));
    }
    // A wait that would pass the deadline only delays the same end.
    if (wait.compareTo(left) >= 0) {
      return new GiveUp(failure.as(Kind.DEADLINE, due + ", after the deadline"));
    }
    return new Retry(wait);
  }
}
