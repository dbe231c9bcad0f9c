package dev.videogen.core.ledger;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.spending.OverLimitException;
import dev.videogen.core.spending.Spending;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for a ledger where there is none: it knows what is being spent, and no keys.
 * Thread-safe.
 */
@ProviderApi
public final class SpendingOnly implements Ledger {
  // Guarded by this.
  private final Map<String, Entry> held = new HashMap<>();
  private final SpentByOrder spent = new SpentByOrder(Instant.MIN);

  /** Nothing is spent yet. */
  public SpendingOnly() {}

  @Override
  public synchronized Claim claim(Order order, Instant now) {
    held.put(order.key(), Entry.claimed(order, now));
    return new Claim.Granted(new Hold(order.key(), order.key()));
  }

  @Override
  public synchronized void sending(Hold hold, int attempt, Spending spending, Instant now)
      throws ClaimLostException, OverLimitException {
    Entry entry = entry(hold);
    spent.check(entry, spending, now);
    keep(entry.sending(attempt, spending.planned(), now));
  }

  @Override
  public synchronized void attemptRefused(Hold hold, Instant now) throws ClaimLostException {
    keep(entry(hold).attemptRefused(now));
  }

  @Override
  public synchronized void settled(Hold hold, Settlement settlement, Instant now)
      throws ClaimLostException {
    spent.put(entry(hold).settled(settlement, null, now));
    held.remove(hold.key());
  }

  private Entry entry(Hold hold) throws ClaimLostException {
    Entry entry = held.get(hold.key());
    if (entry == null) {
      throw new ClaimLostException(hold.key());
    }
    return entry;
  }

  private void keep(Entry entry) {
    held.put(entry.order().key(), entry);
    spent.put(entry);
  }

  @Override
  public boolean settle(String key, Settlement settlement, String reason, Instant now) {
    return false;
  }

  @Override
  public List<Entry> unsettled() {
    return List.of();
  }

  @Override
  public List<Entry> sentBetween(Instant from, Instant to) {
    return List.of();
  }

  @Override
  public @Nullable Entry find(String key) {
    return null;
  }

  @Override
  public int forget(Instant settledBefore) {
    return 0;
  }
}
