package dev.videogen.core.download;

import java.time.Duration;
import java.util.Objects;

/**
 * How a file is fetched. Immutable.
 *
 * @param overwrite whether an existing target is replaced; by default it is an error
 * @param maxBytes the largest file to take; by default 4 GiB
 * @param maxAttempts how often in a row nothing may come before giving up; by default 4
 * @param keepPartial whether a failed download leaves its beginning beside the target, from where
 *     the next one with this option goes on, even in another process; by default it is deleted
 * @param readTimeout how long no byte may come; by default 30 s
 * @param progress hears how far it is
 */
public record DownloadOptions(
    boolean overwrite,
    long maxBytes,
    int maxAttempts,
    boolean keepPartial,
    Duration readTimeout,
    DownloadProgress progress) {

  /** The defaults. */
  public static final DownloadOptions DEFAULT =
      new DownloadOptions(
          false, 4L << 30, 4, false, Duration.ofSeconds(30), (received, total) -> {});

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a number or a duration isn't positive
   */
  public DownloadOptions {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + ", at least 1");
    }
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts: " + maxAttempts + ", at least 1");
    }
    if (readTimeout.isZero() || readTimeout.isNegative()) {
      throw new IllegalArgumentException("readTimeout: " + readTimeout + ", must be positive");
    }
    Objects.requireNonNull(progress, "progress");
  }

  /** The same, replacing an existing target or not. */
  public DownloadOptions withOverwrite(boolean overwrites) {
    return new DownloadOptions(
        overwrites, maxBytes, maxAttempts, keepPartial, readTimeout, progress);
  }

  /** The same with another size limit. */
  public DownloadOptions withMaxBytes(long bytes) {
    return new DownloadOptions(overwrite, bytes, maxAttempts, keepPartial, readTimeout, progress);
  }

  /** The same with another number of attempts. */
  public DownloadOptions withMaxAttempts(int attempts) {
    return new DownloadOptions(overwrite, maxBytes, attempts, keepPartial, readTimeout, progress);
  }

  /** The same, keeping the beginning of a failed download or not. */
  public DownloadOptions withKeepPartial(boolean keeps) {
    return new DownloadOptions(overwrite, maxBytes, maxAttempts, keeps, readTimeout, progress);
  }

  /** The same with another read timeout. */
  public DownloadOptions withReadTimeout(Duration timeout) {
    return new DownloadOptions(overwrite, maxBytes, maxAttempts, keepPartial, timeout, progress);
  }

  /** The same with a listener. */
  public DownloadOptions withProgress(DownloadProgress listener) {
    return new DownloadOptions(
        overwrite, maxBytes, maxAttempts, keepPartial, readTimeout, listener);
  }
}
