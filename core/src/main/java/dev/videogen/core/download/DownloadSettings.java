package dev.videogen.core.download;

import dev.videogen.core.observe.TagList;
import java.time.Duration;
import java.util.Objects;

/** How a file is fetched; {@link Download} explains each value. */
record DownloadSettings(
    boolean overwrite,
    long maxBytes,
    int maxAttempts,
    boolean keepPartial,
    boolean allowUnknownLength,
    Duration readTimeout,
    Duration deadline,
    DownloadProgress progress,
    TagList tags) {

  static final DownloadSettings DEFAULT =
      new DownloadSettings(
          false,
          4L << 30,
          4,
          false,
          false,
          Duration.ofSeconds(30),
          Duration.ofMinutes(30),
          (received, total) -> {},
          TagList.EMPTY);

  DownloadSettings {
    requireAtLeastOne("maxBytes", maxBytes);
    requireAtLeastOne("maxAttempts", maxAttempts);
    requirePositive("readTimeout", readTimeout);
    requirePositive("deadline", deadline);
    Objects.requireNonNull(progress, "progress");
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + ", at least 1");
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + ", must be positive");
    }
  }

  /** A copy to change: a record of many fields has no short way to change one. */
  static final class Draft {
    boolean overwrite;
    long maxBytes;
    int maxAttempts;
    boolean keepPartial;
    boolean allowUnknownLength;
    Duration readTimeout;
    Duration deadline;
    DownloadProgress progress;
    TagList tags;

    Draft(DownloadSettings from) {
      overwrite = from.overwrite;
      maxBytes = from.maxBytes;
      maxAttempts = from.maxAttempts;
      keepPartial = from.keepPartial;
      allowUnknownLength = from.allowUnknownLength;
      readTimeout = from.readTimeout;
      deadline = from.deadline;
      progress = from.progress;
      tags = from.tags;
    }

    DownloadSettings finished() {
      return new DownloadSettings(
          overwrite,
          maxBytes,
          maxAttempts,
          keepPartial,
          allowUnknownLength,
          readTimeout,
          deadline,
          progress,
          tags);
    }
  }
}
