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
import java.util.Map;

/** What orders cost that still count in some window, by account and provider. Not thread-safe. */
final class SpentByOrder {
  private record Payer(String account, String provider) {
    static Payer of(Order order) {
      return new Payer(order.account(), order.provider());
    }
  }

  private final Map<Payer, Map<String, Spent>> spent = new HashMap<>();

  /** All that was sent after this is known here. */
  private Instant since;

  /** The longest window that anybody has asked about. */
  private Duration longest = Duration.ZERO;

  SpentByOrder(Instant since) {
    this.since = since;
  }

  /** Whether these limits look further back than what is known here. */
  boolean isTooShortFor(Spending spending, Instant now) {
    return now.minus(longestOf(spending)).isBefore(since);
  }

  /** How far back to remember for these limits. */
  static Instant horizon(Spending spending, Instant now) {
    return now.minus(longestOf(spending).multipliedBy(2));
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
    Map<String, Spent> all =
        spent.computeIfAbsent(Payer.of(entry.order()), payer -> new HashMap<>());
    Spent.check(new ArrayList<>(all.values()), spending, now);
    Duration asked = longestOf(spending);
    longest = asked.compareTo(longest) > 0 ? asked : longest;
    forget(now.minus(longest.multipliedBy(2)));
  }

  private void forget(Instant before) {
    if (before.isAfter(since)) {
      spent.values().forEach(all -> all.values().removeIf(one -> !one.at().isAfter(before)));
      since = before;
    }
  }
}
