package dev.videogen.core.spending;

import dev.videogen.core.annotations.ProviderApi;
import java.util.List;

/**
 * What a request is going to cost, and which limits it must keep; for implementations of a ledger.
 *
 * @param planned what it reserves
 * @param limits all of them must hold
 */
@ProviderApi
public record Spending(Cost planned, List<SpendingLimit> limits) {
  /** Nothing to count. */
  public static final Spending NONE = new Spending(Cost.NONE, List.of());

  /** Takes a copy of the list. */
  public Spending {
    limits = List.copyOf(limits);
  }

  /** What a request of so many videos reserves under these limits. */
  public static Spending of(int videos, List<SpendingLimit> limits) {
    int credits = 0;
    for (SpendingLimit limit : limits) {
      credits = Math.max(credits, limit.reserved());
    }
    return new Spending(new Cost(videos, videos == 0 ? 0 : credits), limits);
  }
}
