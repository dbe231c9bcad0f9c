package dev.videogen.core.spending;

/**
 * What one or more requests cost.
 *
 * @param videos how many videos were ordered
 * @param credits how many credits were spent, where the service counts in credits
 */
public record Cost(int videos, int credits) {
  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Cost {
    if (videos < 0 || credits < 0) {
      throw new IllegalArgumentException(
          "cost: " + videos + " videos and " + credits + " credits, must not be negative");
    }
  }

  /** The sum. */
  public Cost plus(Cost other) {
    return new Cost(sum(videos, other.videos), sum(credits, other.credits));
  }

  /** A response may name any number, and no sum may wrap around to a small one. */
  private static int sum(int one, int other) {
    return (int) Math.min((long) one + other, Integer.MAX_VALUE);
  }

  /** What {@code some} of {@code all} equal parts cost. */
  public Cost part(int some, int all) {
    return new Cost((int) ((long) videos * some / all), (int) ((long) credits * some / all));
  }
}
