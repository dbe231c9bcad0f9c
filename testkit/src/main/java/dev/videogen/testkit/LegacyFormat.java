package dev.videogen.testkit;

/**
 * A way in which Nano Banana Video used to answer, and which clients in the field still meet.
 * {@link NanoBananaServer#speak} turns them on.
 */
public enum LegacyFormat {
  /** The status call answers flat: {@code status}, {@code video_url}, {@code thumbnail_url}. */
  FLAT_STATUS,
  /** {@code video_id}, and a status's {@code id}, is a JSON number. */
  NUMERIC_ID,
  /** A video that waits is {@code queued}, not {@code pending}. */
  QUEUED,
  /** The {@code rate_limit} of a generation has its first three fields only. */
  SHORT_RATE_LIMIT,
  /** Moments have a blank instead of {@code T}, and no zone: they are UTC. */
  BLANK_DATES
}
