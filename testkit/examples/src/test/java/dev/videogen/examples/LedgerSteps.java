package dev.videogen.examples;

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
import java.util.function.Consumer;

/** A ledger between whose steps a test can stand. */
record LedgerSteps(Ledger ledger, Consumer<Step> at) implements Ledger {
  enum Step {
    BEFORE_CLAIM,
    CLAIMED,
    RECORDED,
    ATTEMPT_REFUSED,
    BEFORE_SETTLING,
    SETTLED
  }

  @Override
  public Claim claim(Order order, Instant now) throws IOException {
    at.accept(Step.BEFORE_CLAIM);
    Claim claim = ledger.claim(order, now);
    at.accept(Step.CLAIMED);
    return claim;
  }

  @Override
  public void sending(Hold hold, int attempt, Spending spending, Instant now) throws IOException {
    ledger.sending(hold, attempt, spending, now);
    at.accept(Step.RECORDED);
  }

  @Override
  public void attemptRefused(Hold hold, Instant now) throws IOException {
    ledger.attemptRefused(hold, now);
    at.accept(Step.ATTEMPT_REFUSED);
  }

  @Override
  public void settled(Hold hold, Settlement settlement, Instant now) throws IOException {
    at.accept(Step.BEFORE_SETTLING);
    ledger.settled(hold, settlement, now);
    at.accept(Step.SETTLED);
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
