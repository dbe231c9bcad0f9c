package dev.videogen.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a file ledger adds to a paid call beyond its two syncs, how long a file of a million entries
 * takes to open, and what threads gain by sharing syncs.
 *
 * <p>The first two are measured in memory, where a sync is next to nothing; the last on the disk.
 */
final class LedgerBenchmark {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final double MOST_MICROSECONDS = 50;
  private static final double MOST_BYTES = 6 * 1024;
  private static final double MOST_SECONDS = 2;
  private static final double LEAST_GAIN = 4;
  private static final int CALLS = 20_000;
  private static final int ROUNDS = 5;
  private static final int ENTRIES = 1_000_000;
  private static final int THREADS = 32;
  private static final int CALLS_TO_DISK = 3_200;
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.123456Z");

  private LedgerBenchmark() {}

  /** Prints its rows; it is given 256 MB. */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    Path disk = Files.createTempDirectory("ledger");
    Path memory = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "ledger") : disk;
    try {
      opening(memory.resolve("million.ledger"));
      settledCall(memory.resolve("calls.ledger"));
      manyThreads(disk.resolve("threads.ledger"));
    } finally {
      remove(memory);
      remove(disk);
    }
  }

  private static void settledCall(Path file) throws IOException {
    try (FileLedger ledger = FileLedger.open(file)) {
      int[] keys = {0};
      double[] nanos = new double[ROUNDS];
      double[] bytes = new double[ROUNDS];
      // The first round is the warm-up.
      for (int round = -1; round < ROUNDS; round++) {
        long before = allocated();
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
          pay(ledger, "call-" + keys[0]++);
        }
        int kept = Math.max(0, round);
        nanos[kept] = (System.nanoTime() - start) / (double) CALLS;
        bytes[kept] = (allocated() - before) / (double) CALLS;
      }
      Arrays.sort(nanos);
      Arrays.sort(bytes);
      String what = "a settled paid call in the ledger, beyond its syncs, ";
      Row.atMost(what + "µs", nanos[ROUNDS / 2] / 1000, MOST_MICROSECONDS, "%.1f").print();
      Row.atMost(what + "bytes", bytes[ROUNDS / 2], MOST_BYTES, "%,.0f").print();
    }
  }

  private static void opening(Path file) throws IOException {
    try (FileLedger ledger = FileLedger.open(file)) {
      for (int i = 0; i < ENTRIES; i++) {
        pay(ledger, "order-" + i + "/clip-1");
      }
    }
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      long start = System.nanoTime();
      try (FileLedger ledger = FileLedger.open(file)) {
        seconds[round] = (System.nanoTime() - start) / 1e9;
        if (!(ledger.claim(order("order-7/clip-1"), NOW) instanceof Claim.Paid)) {
          throw new IllegalStateException("lost");
        }
      }
    }
    // The best, for others use the processors, too.
    Arrays.sort(seconds);
    Row.atMost("opening a ledger of 1,000,000 entries, s", seconds[0], MOST_SECONDS, "%.2f")
        .withNote(Files.size(file) / 1_000_000 + " MB")
        .print();
    long before = Files.size(file);
    try (FileLedger ledger = FileLedger.open(file)) {
      long start = System.nanoTime();
      int forgotten = ledger.forget(NOW.minusSeconds(1));
      Row.info(
              "compacting it",
              Row.text(
                  "%.2f s, from %,d to %,d MB, %d forgotten, heap of %d MB",
                  (System.nanoTime() - start) / 1e9,
                  before / 1_000_000,
                  Files.size(file) / 1_000_000,
                  forgotten,
                  Runtime.getRuntime().maxMemory() >> 20))
          .print();
    }
    Files.delete(file);
  }

  private static void manyThreads(Path file) throws Exception {
    try (FileLedger ledger = FileLedger.open(file)) {
      double one = 0;
      double many = 0;
      // The best of some, taken in turn: others use the disk, too.
      for (int round = 0; round < ROUNDS; round++) {
        one = Math.max(one, callsPerSecond(ledger, 1, CALLS_TO_DISK / 8));
        many = Math.max(many, callsPerSecond(ledger, THREADS, CALLS_TO_DISK));
      }
      Row.info("paid calls per second on one ledger, 1 thread", Row.text("%,.0f", one)).print();
      Row.info("paid calls per second on one ledger, 32 threads", Row.text("%,.0f", many)).print();
      Row.atLeast("gain of 32 threads that share syncs", many / one, LEAST_GAIN, "%.1f").print();
    }
  }

  private static int sets;

  private static double callsPerSecond(FileLedger ledger, int threads, int calls) throws Exception {
    String set = "set-" + sets++ + "/";
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String name = set + thread + "/";
        all.add(CompletableFuture.runAsync(() -> payAll(ledger, name, calls / threads), pool));
      }
      for (CompletableFuture<Void> one : all) {
        one.get();
      }
      return calls / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdown();
    }
  }

  private static void payAll(FileLedger ledger, String name, int calls) {
    try {
      for (int i = 0; i < calls; i++) {
        pay(ledger, name + i);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Order order(String key) {
    return new Order(key, "acme", "nanobanana/textToVideo", "0123456789abcdef".repeat(4));
  }

  private static void pay(FileLedger ledger, String key) throws IOException {
    if (!(ledger.claim(order(key), NOW) instanceof Claim.Granted granted)) {
      throw new IllegalStateException(key);
    }
    ledger.sending(granted.hold(), 1, NOW);
    ledger.settled(granted.hold(), Settlement.paid(Samples.GENERATED_VIDEO), NOW);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
