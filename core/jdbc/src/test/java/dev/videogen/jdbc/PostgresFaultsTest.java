package dev.videogen.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.ClaimLostException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that goes away, two processes with one key, and how often the server is asked. */
@Timeout(120)
class PostgresFaultsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private PostgresServer server;
  private DataSource source;
  private JdbcLedger ledger;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.get();
    source = server.dataSource();
    ledger = JdbcLedger.builder(source).createTable().open();
  }

  private static Order newOrder() {
    return new Order(UUID.randomUUID().toString(), "acme", "nouvel/generate", "ab".repeat(32));
  }

  private static Hold claimed(JdbcLedger ledger, Order order) throws IOException {
    Claim claim = ledger.claim(order, NOW);
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).hold();
  }

  @Test
  void aPaidCallTakesThreeRoundTrips() throws Exception {
    try (CountingRelay relay = new CountingRelay(server.port())) {
      JdbcLedger counted =
          JdbcLedger.builder(new OneConnection(PostgresServer.url(relay.port()))).open();
      for (int i = 0; i < 20; i++) {
        Order order = newOrder();
        assertThat(relay.roundTrips()).isGreaterThanOrEqualTo(0);

        Hold hold = claimed(counted, order);
        counted.sending(hold, 1, NOW);
        counted.settled(hold, Settlement.paid("{}"), NOW);

        assertThat(relay.roundTrips()).isEqualTo(3);
        assertThat(counted.claim(order, NOW)).isInstanceOf(Claim.Paid.class);
        assertThat(relay.roundTrips()).isEqualTo(2);
      }
    }
  }

  @Test
  void whileTheServerIsAwayEachStepFails() throws Exception {
    Order order = newOrder();
    assertFailsWithoutServer(() -> ledger.claim(order, NOW));
    Hold hold = claimed(ledger, order);
    assertFailsWithoutServer(() -> ledger.sending(hold, 1, NOW));
    ledger.sending(hold, 1, NOW);
    assertFailsWithoutServer(() -> ledger.attemptRefused(hold, NOW));
    assertFailsWithoutServer(() -> ledger.settled(hold, Settlement.paid("{}"), NOW));
    assertThat(ledger.find(order.key()).state()).isEqualTo(Entry.State.SENT);
    ledger.settled(hold, Settlement.unknown(), NOW);
    assertFailsWithoutServer(() -> ledger.settle(order.key(), Settlement.refused(), "why", NOW));
    assertFailsWithoutServer(() -> ledger.unsettled());
    assertFailsWithoutServer(() -> ledger.find(order.key()));
    assertFailsWithoutServer(() -> ledger.forget(NOW));
    assertFailsWithoutServer(() -> JdbcLedger.builder(source).createTable().open());
    assertThat(ledger.claim(order, NOW)).isInstanceOf(Claim.Unknown.class);
  }

  private void assertFailsWithoutServer(ThrowingCallable step) throws Exception {
    server.stop();
    try {
      assertThatThrownBy(step)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(ClaimLostException.class)
          .hasMessageStartingWith("the ledger ");
    } finally {
      server.start();
    }
  }

  @Test
  void aConnectionLostInBetweenIsAnError() throws Exception {
    JdbcLedger pooled = JdbcLedger.builder(new OneConnection(server.url())).open();
    Hold hold = claimed(pooled, newOrder());
    JdbcLedgerContract.execute(
        source,
        "CREATE TEMP TABLE ended AS SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");

    assertThatThrownBy(() -> pooled.sending(hold, 1, NOW))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ClaimLostException.class);

    ledger.sending(hold, 1, NOW);
  }

  @Test
  void ofTwoProcessesOneSendsEachKey() throws Exception {
    JdbcLedgerContract.execute(source, "DELETE FROM videogen_ledger");
    int orders = 200;
    List<Process> processes =
        List.of(Contender.start(server.url(), orders), Contender.start(server.url(), orders));
    List<String> sent = new ArrayList<>();
    try {
      for (Process process : processes) {
        assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("ready");
      }
      for (Process process : processes) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      for (Process process : processes) {
        BufferedReader output = process.inputReader(UTF_8);
        String line = output.readLine();
        for (; line != null && !line.equals("done"); line = output.readLine()) {
          sent.add(line);
        }
        assertThat(line).isEqualTo("done");
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(sent).hasSize(orders).doesNotHaveDuplicates();
  }

  @Test
  void whoseTimeIsOverMayRecordTheOutcomeButNotSend() throws Exception {
    Order order = newOrder();
    Hold late = claimed(ledger, order);
    expire(order);
    Hold other = claimed(ledger, order);
    assertThatThrownBy(() -> ledger.sending(late, 1, NOW)).isInstanceOf(ClaimLostException.class);

    ledger.sending(other, 1, NOW);
    expire(order);
    assertThat(ledger.claim(order, NOW)).isInstanceOf(Claim.Unknown.class);
    ledger.settled(other, Settlement.paid("{}"), NOW);

    assertThat(ledger.claim(order, NOW)).isInstanceOf(Claim.Paid.class);
  }

  private void expire(Order order) throws Exception {
    JdbcLedgerContract.execute(
        source,
        "UPDATE videogen_ledger SET held_until = held_until - 1201 WHERE idempotency_key = '"
            + order.key()
            + "'");
  }

  @Test
  void claimsLastAsLongAsWasAskedByTheDatabasesClock() throws Exception {
    JdbcLedger longer = JdbcLedger.builder(source).claimsLast(Duration.ofMinutes(30)).open();
    Order order = newOrder();
    // The caller's clock has no say.
    assertThat(longer.claim(order, Instant.EPOCH)).isInstanceOf(Claim.Granted.class);

    expire(order);

    assertThat(ledger.claim(order, NOW)).isInstanceOf(Claim.Held.class);
  }

  @Test
  void manyMakeTheTableAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        JdbcLedgerContract.execute(source, "DROP TABLE videogen_ledger");
        List<Future<JdbcLedger>> opened = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          opened.add(pool.submit(() -> JdbcLedger.builder(source).createTable().open()));
        }
        for (Future<JdbcLedger> one : opened) {
          assertThat(one.get().unsettled()).isEmpty();
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
