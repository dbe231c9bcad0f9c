package dev.videogen.nouvel;

/**
 * How much of the billing period's quota is used, in videos.
 *
 * @param used videos generated; may exceed the limit
 * @param limit videos that the plan includes
 */
public record Usage(long used, long limit) {

  /** Videos left, never negative. */
  public long remaining() {
    return Math.max(0, limit - used);
  }
}
