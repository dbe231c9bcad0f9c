package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.testkit.ReceivedRequest;
import dev.videogen.testkit.VideogenAssertions;
import dev.videogen.testkit.VideogenServer;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ledger's entries beside a service's charges.
 *
 * @param charges made by the service
 * @param paid entries that say so
 * @param alarms entries whose outcome isn't known, and that were charged
 * @param falseAlarms entries whose outcome isn't known, and that were not charged
 */
record LedgerAudit(int charges, int paid, int alarms, int falseAlarms) {
  private static final Pattern KEY = Pattern.compile("order-\\d+");

  /**
   * Balances the books.
   *
   * @param keys of all orders
   * @param told of those that somebody was told are paid
   */
  static LedgerAudit of(
      VideogenServer server, Ledger ledger, Collection<String> keys, Collection<String> told)
      throws IOException {
    VideogenAssertions.assertThat(server).chargedNoOrderTwice();
    Set<String> charged = new HashSet<>();
    for (ReceivedRequest request : server.chargedRequests()) {
      Matcher key = KEY.matcher(request.body());
      assertThat(key.find()).as(request.body()).isTrue();
      assertThat(charged.add(key.group())).as("%s charged once", key.group()).isTrue();
    }
    int paid = 0;
    int alarms = 0;
    int falseAlarms = 0;
    for (String key : keys) {
      Entry entry = ledger.find(key);
      Entry.State state = entry == null ? Entry.State.REFUSED : entry.state();
      if (charged.contains(key)) {
        assertThat(state).as("%s, charged", key).isIn(Entry.State.SENT, Entry.State.PAID);
      } else {
        assertThat(state).as("%s, not charged", key).isIn(Entry.State.SENT, Entry.State.REFUSED);
      }
      paid += state == Entry.State.PAID ? 1 : 0;
      if (state == Entry.State.SENT) {
        alarms += charged.contains(key) ? 1 : 0;
        falseAlarms += charged.contains(key) ? 0 : 1;
      }
    }
    for (String key : told) {
      assertThat(ledger.find(key).state()).as("%s, told", key).isEqualTo(Entry.State.PAID);
    }
    assertThat(keys).containsAll(charged);
    assertThat(paid + alarms).isEqualTo(server.charges());
    assertThat(ledger.unsettled()).hasSize(alarms + falseAlarms).noneMatch(Entry::held);
    return new LedgerAudit(server.charges(), paid, alarms, falseAlarms);
  }
}
