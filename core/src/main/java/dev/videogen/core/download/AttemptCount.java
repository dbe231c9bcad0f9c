package dev.videogen.core.download;

/**
 * How many attempts have failed in a row without progress.
 *
 * @param failures how many
 * @param mark how many bytes there were when they were last counted anew
 */
record AttemptCount(int failures, long mark) {
  private static final long WORTH_AN_ATTEMPT = 64 * 1024;

  static AttemptCount from(long size) {
    return new AttemptCount(0, size);
  }

  /**
   * After another attempt failed. A few bytes are no progress: a server that sends one per attempt
   * would be asked thousands of times. Nor is what comes once more after starting over.
   *
   * @param total the whole file's size, or -1
   */
  AttemptCount failed(long size, long total) {
    long least = total < 0 ? WORTH_AN_ATTEMPT : Math.min(WORTH_AN_ATTEMPT, total / 100);
    return size - mark >= Math.max(1, least)
        ? new AttemptCount(1, size)
        : new AttemptCount(failures + 1, mark);
  }
}
