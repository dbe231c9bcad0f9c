package dev.videogen.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiCall;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.LedgerUnavailableException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.nouvel.AcceptedJob;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.ReceivedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Minutes of paid orders by one client, while the service fails, callers lose patience and the
 * ledger's PostgreSQL is killed again and again. Each round the books must balance; at the end the
 * heap is as it was, and no thread and no file handle is left.
 *
 * <p>{@code -Dsoak.minutes=10}, {@code -Dsoak.seed=7}.
 */
class SoakTest {
  private static final long MINUTES = Long.getLong("soak.minutes", 10);
  private static final long SEED = Long.getLong("soak.seed", 20_261_126);
  private static final int CALLERS = 6;
  private static final int ORDERS = 40;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final long SLACK = 3 << 20;
  private static final Pattern ORDER = Pattern.compile("order=([a-z0-9-]+)");

  private static final List<Fault> FAULTS =
      Arrays.stream(Fault.values())
          .filter(fault -> !fault.onlyHttp2() && fault != Fault.SLOW_DRIBBLE)
          .toList();

  private static final NouvelErrors[] ERRORS = NouvelErrors.values();

  private final HurriedTime time = new HurriedTime();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final AtomicInteger orders = new AtomicInteger();
  private final Map<String, Integer> seen = new TreeMap<>();
  private PostgresServer store;
  private JdbcLedger ledger;
  private int port;

  @Test
  void theBooksBalanceAndNothingIsLeft() throws Exception {
    store = PostgresServer.get();
    ledger = JdbcLedger.builder(store.dataSource()).createTable().claimsLast(LEASE).open();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    soak(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
    settleDown();
    Held before = Held.now();
    List<Long> heap = soak(System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES));

    long early = median(heap.subList(0, heap.size() / 4));
    long late = median(heap.subList(heap.size() * 3 / 4, heap.size()));
    Held after = awaitNoMoreThan(before);
    System.out.printf(
        "soak: %d orders in %d rounds, %s; heap %d KiB, then %d KiB; before %s, after %s%n",
        orders.get(), heap.size(), seen, early >> 10, late >> 10, before, after);
    assertThat(late).as("heap, from %s", early).isLessThan(early + SLACK);
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads());
    assertThat(after.files()).as("file handles").isLessThanOrEqualTo(before.files());
  }

  /** What a process holds. */
  private record Held(int threads, int files) {
    static Held now() throws IOException {
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return new Held(Thread.getAllStackTraces().size(), (int) files.count());
      }
    }
  }

  private List<Long> soak(long until) throws Exception {
    List<Long> heap = new ArrayList<>();
    try (NouvelClient nouvel =
        NouvelClient.builder()
            .apiKey("nvl_soak")
            .baseUrl("http://127.0.0.1:" + port + "/api/v1/")
            .ledger(ledger)
            .throttle(Throttle.none())
            .backoff(policy -> policy.withBillable(BillableRetry.REFUSALS_ONLY))
            .deadline(Duration.ofSeconds(90))
            .time(time)
            .build()) {
      for (int round = 0; System.nanoTime() < until; round++) {
        round(nouvel, new Random(SEED + round));
        System.gc();
        heap.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
      }
    }
    return heap;
  }

  private void round(NouvelClient nouvel, Random random) throws Exception {
    Map<String, Charge> told = new ConcurrentHashMap<>();
    NouvelServer server = NouvelServer.builder().port(port).start();
    try (server) {
      server.addKey("nvl_soak", "generate", "projects:read");
      server.clock().follow(time::now);
      server.rateLimited(false);
      server.quota(0, 100_000);
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        Random own = new Random(random.nextLong());
        all.add(callers.submit(() -> orderMany(server, nouvel, own, told)));
      }
      LockSupport.parkNanos(random.nextInt(300_000_000));
      store.stop();
      LockSupport.parkNanos(random.nextInt(300_000_000));
      store.start();
      for (Future<?> each : all) {
        each.get();
      }
    }
    audit(server, told);
  }

  private void orderMany(
      NouvelServer server, NouvelClient nouvel, Random random, Map<String, Charge> told) {
    for (int i = 0; i < ORDERS; i++) {
      String key = "order-" + orders.incrementAndGet();
      GenerateRequest request = GenerateRequest.of("https://shop.example/p?order=" + key);
      switch (random.nextInt(6)) {
        case 0 -> server.onGenerate().respond(FAULTS.get(random.nextInt(FAULTS.size())));
        case 1 -> server.onGenerate().respond(ERRORS[random.nextInt(ERRORS.length)]);
        case 2 -> server.onGenerate().respond(NouvelErrors.RATE_LIMITED);
        default -> {}
      }
      Charge charge = order(nouvel, request, key, random);
      if (random.nextInt(4) == 0) {
        Charge again = order(nouvel, request, key, random);
        charge = charge.compareTo(again) >= 0 ? charge : again;
      }
      told.put(key, charge);
    }
  }

  /** In one of the forms; some are cancelled. */
  private Charge order(NouvelClient nouvel, GenerateRequest request, String key, Random random) {
    ApiCall<AcceptedJob> call = nouvel.api().generate(request).idempotencyKey(key);
    try {
      switch (random.nextInt(4)) {
        case 0 -> call.execute();
        case 1 -> call.executeAsync().join();
        case 2 -> nouvel.generateAndAwait(request, key).execute();
        default -> {
          CompletableFuture<AcceptedJob> job = call.executeAsync();
          LockSupport.parkNanos(random.nextInt(3_000_000));
          if (job.cancel(true)) {
            // What came of it nobody was told.
            return count("cancelled", Charge.POSSIBLE);
          }
          job.join();
        }
      }
      return count("accepted", Charge.CERTAIN);
    } catch (Exception thrown) {
      Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
      if (failure instanceof LedgerUnavailableException) {
        LockSupport.parkNanos(20_000_000); // Or all orders would meet the store that is down.
      }
      return count(
          failure.getClass().getSimpleName(),
          failure instanceof ApiException api ? api.charge() : Charge.POSSIBLE);
    }
  }

  private synchronized Charge count(String what, Charge charge) {
    seen.merge(what, 1, Integer::sum);
    return charge;
  }

  private void audit(NouvelServer server, Map<String, Charge> told) throws Exception {
    Map<String, Long> charged =
        server.chargedRequests().stream()
            .filter(request -> request.endpoint() == Endpoint.GENERATE)
            .collect(Collectors.groupingBy(SoakTest::key, Collectors.counting()));
    for (Map.Entry<String, Charge> order : told.entrySet()) {
      String key = order.getKey();
      long times = charged.getOrDefault(key, 0L);
      Entry entry = ledger.find(key);
      assertThat(times).as("charges of %s, %s", key, entry).isLessThanOrEqualTo(1);
      if (order.getValue() == Charge.NONE) {
        assertThat(times).as("charges of %s, told NONE, %s", key, entry).isZero();
      }
      if (times == 1) {
        assertThat(entry).as(key).isNotNull();
        assertThat(entry.state()).as(key).isIn(Entry.State.SENT, Entry.State.PAID);
      }
    }
    settle(charged.keySet());
  }

  private static String key(ReceivedRequest request) {
    Matcher order = ORDER.matcher(request.body());
    assertThat(order.find()).as(request.body()).isTrue();
    return order.group(1);
  }

  /** As a person would, who has looked at the service. */
  private void settle(Set<String> paid) throws Exception {
    for (Entry entry : ledger.unsettled()) {
      String key = entry.order().key();
      Settlement found = paid.contains(key) ? Settlement.paid(null) : Settlement.refused();
      while (!ledger.settle(key, found, "looked", time.now())) {
        LockSupport.parkNanos(LEASE.toNanos() / 10); // Its holder's connection died with the store.
      }
    }
    assertThat(ledger.unsettled()).isEmpty();
    ledger.forget(time.now());
  }

  private static void settleDown() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    System.gc();
  }

  private static Held awaitNoMoreThan(Held before) throws IOException {
    Held now = Held.now();
    for (int i = 0;
        i < 100 && (now.threads() > before.threads() || now.files() > before.files());
        i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      now = Held.now();
    }
    return now;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
