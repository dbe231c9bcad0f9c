package dev.videogen.core.spending;

import java.time.Duration;

/**
 * The most that may be spent in any window of a length. Each paid request that may leave is
 * reserved before it does; what the service refuses is given back, what it charges is corrected by
 * its response, and what has no known outcome stays reserved. A request beyond the limit isn't
 * sent: the call fails with {@link dev.videogen.core.errors.SpendingLimitException}.
 *
 * <pre>{@code
 * NouvelClient nouvel =
 *     NouvelClient.builder()
 *         .apiKeyFromEnv()
 *         .ledger(FileLedger.open(Path.of("videos.ledger")))
 *         .spendingLimit(SpendingLimit.of(20).videosPer(Duration.ofDays(1)))
 *         .build();
 * }</pre>
 *
 * <p>It counts what one account spent at one provider. With a ledger it counts what the ledger has,
 * so that it holds across restarts and for all processes that share the ledger; without one, what
 * this client has sent since it was built. The window goes by the clocks of whoever sends.
 */
public final class SpendingLimit {
  private static final Duration LONGEST = Duration.ofDays(366);

  /** What is counted. */
  public enum Unit {
    /** Videos ordered: variants of a page are one each. */
    VIDEOS,
    /** Credits, as the service's responses tell them. */
    CREDITS
  }

  private final int most;
  private final Unit unit;
  private final Duration window;
  private final int reserved;

  private SpendingLimit(int most, Unit unit, Duration window, int reserved) {
    if (window.isZero() || window.isNegative() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "window: " + window + ", must be positive, and at most " + LONGEST.toDays() + " days");
    }
    this.most = most;
    this.unit = unit;
    this.window = window;
    this.reserved = reserved;
  }

  /**
   * Begins with a number.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public static Amount of(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("limit: " + most + ", at least 1");
    }
    return new Amount(most);
  }

  /**
   * How many, of what is yet to be said.
   *
   * @param most at least 1
   */
  public record Amount(int most) {
    /**
     * So many videos in any window of this length.
     *
     * @throws IllegalArgumentException if the window isn't positive, or longer than 366 days
     */
    public SpendingLimit videosPer(Duration window) {
      return new SpendingLimit(most, Unit.VIDEOS, window, 0);
    }

    /**
     * So many credits in any window of this length. No price list is documented, so a request
     * reserves what you expect one to cost at most, until its response tells what it did cost.
     *
     * @param reserved credits that one request reserves
     * @throws IllegalArgumentException if the window isn't positive, or longer than 366 days, or
     *     {@code reserved} less than 1 or beyond the limit
     */
    public SpendingLimit creditsPer(Duration window, int reserved) {
      if (reserved < 1 || reserved > most) {
        throw new IllegalArgumentException(
            "reserved: " + reserved + " credits, must be from 1 to the limit of " + most);
      }
      return new SpendingLimit(most, Unit.CREDITS, window, reserved);
    }
  }

  /** The most. */
  public int most() {
    return most;
  }

  /** What is counted. */
  public Unit unit() {
    return unit;
  }

  /** The window's length. */
  public Duration window() {
    return window;
  }

  /** How many credits a request reserves; 0 if it counts videos. */
  public int reserved() {
    return reserved;
  }

  /** How much of a cost it counts. */
  public int counted(Cost cost) {
    return unit == Unit.VIDEOS ? cost.videos() : cost.credits();
  }

  /** As in {@code 20 videos in 24 h}. */
  @Override
  public String toString() {
    String what = unit == Unit.VIDEOS ? " video" : " credit";
    return most
        + what
        + (most == 1 ? " in " : "s in ")
        + (window.toSeconds() % 3600 == 0 ? window.toHours() + " h" : window);
  }
}
