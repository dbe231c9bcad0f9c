package dev.videogen.core.download;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.time.StopReason;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that could not be fetched. The target is as it was before, and what was generated is not
 * lost: {@link #url()} still tells where it is.
 *
 * <p>The message shows the URL without its query, because a signed URL is a secret.
 */
public final class DownloadFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient String url;
  private final transient @Nullable Path target;
  private final long received;
  private final transient @Nullable Path partialFile;

  DownloadFailedException(
      Failure failure,
      Kind kind,
      String url,
      @Nullable Path target,
      long received,
      @Nullable Path partialFile) {
    super(failure);
    this.kind = kind;
    this.url = url;
    this.target = target;
    this.received = received;
    this.partialFile = partialFile;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** The URL as it was given, query included: don't log it if it is signed. */
  public String url() {
    return url;
  }

  /** The file, or the folder, that the download was for; null if it was for a stream. */
  public @Nullable Path target() {
    return target;
  }

  /** How many bytes had come. */
  public long received() {
    return received;
  }

  /**
   * The beginning of the file, if it was asked to be kept, from where the next download goes on.
   */
  public @Nullable Path partialFile() {
    return partialFile;
  }

  /** The kinds of failure, cut by what to do next. */
  public enum Kind {
    /** The URL, or a redirect, is not one to fetch from: no https, or an internal host. */
    URL,
    /** The server's response is no usable file: ask the service for a new URL. */
    RESPONSE,
    /** The connection, or the server, kept failing: download later. */
    CONNECTION,
    /** The target exists, or can't be written to. */
    TARGET,
    /** The deadline of the download passed, or would pass before the next attempt. */
    DEADLINE,
    /** The future was cancelled, or completed by its holder. */
    CANCELED,
    /** The calling thread was interrupted; its flag is still set. */
    INTERRUPTED,
    /** The client was closed. */
    CLOSED;

    static Kind of(StopReason stop) {
      return switch (stop) {
        case DEADLINE, ATTEMPT_TIMEOUT -> DEADLINE;
        case CANCEL -> CANCELED;
        case INTERRUPT -> INTERRUPTED;
        case CLOSE -> CLOSED;
      };
    }

    @Nullable StopReason stopReason() {
      return switch (this) {
        case DEADLINE -> StopReason.DEADLINE;
        case CANCELED -> StopReason.CANCEL;
        case INTERRUPTED -> StopReason.INTERRUPT;
        case CLOSED -> StopReason.CLOSE;
        case URL, RESPONSE, CONNECTION, TARGET -> null;
      };
    }
  }
}
