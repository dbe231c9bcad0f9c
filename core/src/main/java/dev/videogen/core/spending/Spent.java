package dev.videogen.core.spending;

import dev.videogen.core.annotations.ProviderApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order that counts against limits; for implementations of a ledger.
 *
 * @param at when its last attempt was about to leave
 * @param cost what it cost, or may have
 */
@ProviderApi
public record Spent(Instant at, Cost cost) {
  /**
   * Refuses a request that would pass a limit. What is of a later time than {@code now} counts: a
   * clock that went back frees nothing.
   *
   * @param earlier what the account has spent at the provider, at least of the longest window
   * @throws OverLimitException if a limit has no room for it
   */
  public static void check(List<Spent> earlier, Spending spending, Instant now)
      throws OverLimitException {
    for (SpendingLimit limit : spending.limits()) {
      check(earlier, limit, limit.counted(spending.planned()), now);
    }
  }

  private static void check(List<Spent> earlier, SpendingLimit limit, int asked, Instant now)
      throws OverLimitException {
    Instant since = now.minus(limit.window());
    List<Spent> counting = new ArrayList<>();
    long used = 0;
    for (Spent spent : earlier) {
      if (spent.at().isAfter(since) && limit.counted(spent.cost()) > 0) {
        counting.add(spent);
        used += limit.counted(spent.cost());
      }
    }
    if (asked > 0 && used + asked > limit.most()) {
      throw new OverLimitException(limit, used, asked, roomAt(counting, limit, used + asked));
    }
  }

  /** When the oldest have left the window that are too many; null if it never has room. */
  private static @Nullable Instant roomAt(List<Spent> counting, SpendingLimit limit, long wanted) {
    counting.sort(Comparator.comparing(Spent::at));
    long over = wanted - limit.most();
    for (Spent spent : counting) {
      over -= limit.counted(spent.cost());
      if (over <= 0) {
        return spent.at().plus(limit.window());
      }
    }
    return null;
  }
}
