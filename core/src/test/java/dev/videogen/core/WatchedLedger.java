package dev.videogen.core;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.spending.Spending;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger before which a test can stand: it sees each step, and may fail or hold it up. */
final class WatchedLedger implements Ledger {
  final List<String> steps = new CopyOnWriteArrayList<>();
  private final Ledger ledger;
  private volatile Watch watch = step -> {};

  /** Sees a step before it is taken. */
  interface Watch {
    void before(String step) throws IOException;
  }

  WatchedLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  void watch(Watch watches) {
    watch = watches;
  }

  void failAt(String failing) {
    watch =
        step -> {
          if (step.equals(failing)) {
            throw new IOException("no space left on device");
          }
        };
  }

  private void before(String step) throws IOException {
    watch.before(step);
    steps.add(step);
  }

  @Override
  public Claim claim(Order order, Instant now) throws IOException {
    before("claim");
    return ledger.claim(order, now);
  }

  @Override
  public void sending(Hold hold, int attempt, Spending spending, Instant now) throws IOException {
    before("sending " + attempt);
    ledger.sending(hold, attempt, spending, now);
  }

  @Override
  public void attemptRefused(Hold hold, Instant now) throws IOException {
    before("attempt refused");
    ledger.attemptRefused(hold, now);
  }

  @Override
  public void settled(Hold hold, Settlement settlement, Instant now) throws IOException {
    before("settled " + settlement.state());
    ledger.settled(hold, settlement, now);
  }

  @Override
  public boolean settle(String key, Settlement settlement, String reason, Instant now)
      throws IOException {
    return ledger.settle(key, settlement, reason, now);
  }

  @Override
  public List<Entry> sentBetween(Instant from, Instant to) throws IOException {
    return ledger.sentBetween(from, to);
  }

  @Override
  public List<Entry> unsettled() throws IOException {
    return ledger.unsettled();
  }

  @Override
  public Entry find(String key) throws IOException {
    return ledger.find(key);
  }

  @Override
  public int forget(Instant settledBefore) throws IOException {
    return ledger.forget(settledBefore);
  }
}
