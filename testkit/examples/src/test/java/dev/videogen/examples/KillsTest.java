package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ledger.FileLedger;
import dev.videogen.testkit.Event;
import dev.videogen.testkit.ForkedJvm;
import dev.videogen.testkit.VideogenServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that order into random trouble and are killed at random, over and over on one ledger;
 * each is started again with the same orders until it ends by itself.
 *
 * <p>{@code -Dledger.kills=1000} makes it longer, {@code -Dledger.seed=7} varies it.
 */
class KillsTest {
  private static final int KILLS = Integer.getInteger("ledger.kills", 4);
  private static final long SEED = Long.getLong("ledger.seed", 20_260_506);
  private static final int BATCH = 8;

  @TempDir private Path folder;
  private final Set<String> paid = new HashSet<>();
  private final List<String> keys = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(PaidService.class)
  void theBooksBalance(PaidService service) throws Exception {
    Random random = new Random(SEED);
    Path file = folder.resolve("videos.ledger");
    VideogenServer server = service.start();
    int kills = 0;
    int runs = 0;
    try (server) {
      while (kills < KILLS / 2) {
        List<String> batch = batch(keys.size());
        keys.addAll(batch);
        boolean killed = true;
        while (killed) {
          killed = run(service, server, file, batch, random);
          kills += killed ? 1 : 0;
          runs++;
        }
      }
    }
    try (FileLedger ledger = FileLedger.open(file)) {
      LedgerAudit audit = LedgerAudit.of(server, ledger, keys, paid);
      assertThat(audit.charges()).isGreaterThan(keys.size() / 3);
      assertThat(ledger.damage()).isEmpty();
      System.out.printf(
          "%s: %d orders, %d requests, %d processes, %d killed: %s%n",
          service, keys.size(), server.requestCount(service.paid), runs, kills, audit);
    }
  }

  private static List<String> batch(int from) {
    return IntStream.range(from, from + BATCH).mapToObj(it -> "order-" + it).toList();
  }

  /** One process; true if it was killed. Now and then nobody kills it. */
  private boolean run(
      PaidService service, VideogenServer server, Path file, List<String> batch, Random random) {
    boolean atStep = random.nextBoolean();
    LedgerSteps.Step[] steps = LedgerSteps.Step.values();
    String step = atStep ? steps[random.nextInt(steps.length)].name() : "none";
    ForkedJvm shop = ShopProcess.prepare(service, server, file, step, batch);
    AtomicInteger left = new AtomicInteger(random.nextInt(BATCH));
    Runnable countdown =
        () -> {
          if (left.getAndDecrement() == 0) {
            shop.kill();
          }
        };
    if (atStep) {
      server.on(Event.REQUEST_READ, service.free).runAlways(countdown);
    } else {
      Event[] events = Event.values();
      server.on(events[random.nextInt(events.length)], service.paid).runAlways(countdown);
    }
    for (int i = 0; i < BATCH; i++) {
      service.trouble(server.on(service.paid), random);
    }
    ForkedJvm.Exit exit = shop.run();
    for (Event event : Event.values()) {
      server.on(event, service.paid).clear();
      server.on(event, service.free).clear();
    }
    server.on(service.paid).clear();
    assertThat(exit.killed() || exit.code() == 0).as(exit.toString()).isTrue();
    exit.output()
        .lines()
        .filter(line -> line.startsWith("paid "))
        .forEach(line -> paid.add(line.substring("paid ".length())));
    return exit.killed();
  }
}
