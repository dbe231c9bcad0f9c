package dev.videogen.core.ledger;

import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.OverLimitException;
import dev.videogen.core.spending.Spending;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.spending.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What orders cost that still count in some window, by account and provider. Not thread-safe. */
final class SpentByOrder {
  private record Payer(String account, String provider) {
    static Payer of(Order order) {
      int slash = order.endpoint().indexOf('/');
      return new Payer(
          order.account(), slash < 0 ? order.endpoint() : order.endpoint().substring(0, slash));
    }
  }

  private final Map<Payer, Map<String, Spent>> spent = new HashMap<>();

  /** The longest window that anybody has asked about. */
  private Duration longest = Duration.ZERO;

  /** Whether these limits look further back than what is known here. */
  boolean isTooShortFor(Spending spending) {
    return longestOf(spending).compareTo(longest) > 0;
  }

  /** Looks back as far as these limits, from now on, and returns how far that is. */
  Duration longest(Spending spending) {
    longest = longestOf(spending);
    return longest;
  }

  private static Duration longestOf(Spending spending) {
    Duration found = Duration.ZERO;
    for (SpendingLimit limit : spending.limits()) {
      found = limit.window().compareTo(found) > 0 ? limit.window() : found;
    }
    return found;
  }

  /** Remembers what an entry costs now, instead of what it did before. */
  void put(Entry entry) {
    Instant sent = entry.sentAt();
    Map<String, Spent> all =
        spent.computeIfAbsent(Payer.of(entry.order()), payer -> new HashMap<>());
    if (sent == null || entry.cost().equals(Cost.NONE)) {
      all.remove(entry.order().key());
    } else {
      all.put(entry.order().key(), new Spent(sent, entry.cost()));
    }
  }

  /** Refuses to send an order that would pass a limit. */
  void check(Entry entry, Spending spending, Instant now) throws OverLimitException {
    if (isTooShortFor(spending)) {
      longest = longestOf(spending);
    }
    Map<String, Spent> all =
        spent.computeIfAbsent(Payer.of(entry.order()), payer -> new HashMap<>());
    Instant oldest = now.minus(longest);
    all.values().removeIf(one -> !one.at().isAfter(oldest));
    List<Spent> counting = new ArrayList<>(all.values());
    Spent.check(counting, spending, now);
  }
}
