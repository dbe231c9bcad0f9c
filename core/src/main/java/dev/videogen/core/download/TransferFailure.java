package dev.videogen.core.download;

import dev.videogen.core.download.DownloadFailedException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an attempt yielded no complete file. */
final class TransferFailure extends IOException {
  private static final long serialVersionUID = 1L;
  static final String TRY_LATER = "Download it later: what was generated is not lost.";
  static final String NEW_URL = "Ask the service for a new URL: this one is not good.";

  final Kind kind;
  final String error;
  final int status;
  final String advice;
  final boolean passing;
  final transient @Nullable Duration serverWait;

  private TransferFailure(
      Kind kind,
      String error,
      int status,
      String advice,
      boolean passing,
      @Nullable Duration serverWait,
      @Nullable Throwable cause) {
    super(error, cause);
    this.kind = kind;
    this.error = error;
    this.status = status;
    this.advice = advice;
    this.passing = passing;
    this.serverWait = serverWait;
  }

  /** A failure that another attempt would meet, too. */
  static TransferFailure lasting(
      Kind kind, String error, int status, String advice, @Nullable Throwable cause) {
    return new TransferFailure(kind, error, status, advice, false, null, cause);
  }

  /** A failure that another attempt may not meet. */
  static TransferFailure passing(String error, int status, @Nullable Throwable cause) {
    return new TransferFailure(Kind.CONNECTION, error, status, TRY_LATER, true, null, cause);
  }

  static TransferFailure target(String error, Throwable cause) {
    String advice =
        cause instanceof FileAlreadyExistsException
            ? "Choose another target, or allow overwriting: what was generated is not lost."
            : "Make the target writable, then download: what was generated is not lost.";
    return lasting(Kind.TARGET, error + ": " + describe(cause), 0, advice, cause);
  }

  TransferFailure withServerWait(@Nullable Duration wait) {
    return new TransferFailure(kind, error, status, advice, passing, wait, getCause());
  }

  /** The same trouble, given up for another kind. */
  TransferFailure as(Kind why, String because) {
    return new TransferFailure(
        why, because, status, TRY_LATER, false, serverWait, getCause() == null ? this : getCause());
  }

  /** The failure to report if the download was stopped from outside; this one if it wasn't. */
  TransferFailure stoppedBy(@Nullable Kind stopped) {
    return stopped == null ? this : as(stopped, describe(stopped));
  }

  private static String describe(Kind stopped) {
    return switch (stopped) {
      case CANCELED -> "the download was cancelled";
      case INTERRUPTED -> "the thread was interrupted";
      case CLOSED -> "the client was closed";
      case DEADLINE -> "the deadline of the download passed";
      case URL, RESPONSE, CONNECTION, TARGET -> "the download was stopped";
    };
  }

  static String describe(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }
}
