package dev.videogen.core.ledger;

import java.io.IOException;
import java.time.Instant;

/** Orders and what becomes of them, in as few words as tests have room for. */
final class Orders {
  static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private Orders() {}

  static Order order(String key) {
    return new Order(key, "acme", "nouvel/generate", "ab".repeat(32));
  }

  static Hold claim(Ledger ledger, String key) throws IOException {
    Claim claim = ledger.claim(order(key), NOW);
    if (claim instanceof Claim.Granted granted) {
      return granted.hold();
    }
    throw new AssertionError(key + ": " + claim);
  }

  static Hold send(Ledger ledger, String key) throws IOException {
    Hold hold = claim(ledger, key);
    ledger.sending(hold, 1, NOW);
    return hold;
  }

  static void pay(Ledger ledger, String key) throws IOException {
    ledger.settled(send(ledger, key), Settlement.paid("answer of " + key), NOW);
  }

  static Entry.State state(Ledger ledger, String key) throws IOException {
    Entry entry = ledger.find(key);
    return entry == null ? Entry.State.CLAIMED : entry.state();
  }
}
