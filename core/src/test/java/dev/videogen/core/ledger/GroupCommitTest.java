package dev.videogen.core.ledger;

import static dev.videogen.core.ledger.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads that share a sync. */
@Timeout(60)
class GroupCommitTest {
  private static final int THREADS = 32;

  @TempDir private Path folder;
  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final HeldDisk disk = new HeldDisk();
  private FileLedger ledger;

  /** The first sync waits until it is let go. */
  private static final class HeldDisk extends Disk {
    final AtomicInteger syncs = new AtomicInteger();
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    volatile boolean hold;
    volatile boolean fail;

    @Override
    void sync(RandomAccessFile file) throws IOException {
      syncs.incrementAndGet();
      if (hold) {
        hold = false;
        reached.countDown();
        awaitGo();
        if (fail) {
          throw new IOException("Input/output error");
        }
      }
      super.sync(file);
    }

    private void awaitGo() {
      boolean interrupted = false;
      while (true) {
        try {
          go.await();
          break;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @BeforeEach
  void open() throws Exception {
    ledger = FileLedger.open(folder.resolve("videos.ledger"), disk);
    disk.syncs.set(0);
  }

  @AfterEach
  void close() throws Exception {
    disk.go.countDown();
    pool.shutdownNow();
    ledger.close();
  }

  /** One thread is in a sync, and all others wait to be written. */
  private List<Future<Hold>> allSendingWhileOneSyncs() throws Exception {
    disk.hold = true;
    List<Future<Hold>> sent = new ArrayList<>();
    sent.add(pool.submit(() -> Orders.send(ledger, "key 0")));
    disk.reached.await();
    List<Hold> holds = new ArrayList<>();
    for (int i = 1; i < THREADS; i++) {
      holds.add(Orders.claim(ledger, "key " + i));
    }
    for (Hold hold : holds) {
      sent.add(
          pool.submit(
              () -> {
                ledger.sending(hold, 1, NOW);
                return hold;
              }));
    }
    for (Hold hold : holds) {
      // "sent" as soon as it is in line to be written.
      while (ledger.find(hold.key()).state() != Entry.State.SENT) {
        Thread.onSpinWait();
      }
    }
    return sent;
  }

  @Test
  void whoComesDuringASyncSharesTheNext() throws Exception {
    List<Future<Hold>> sent = allSendingWhileOneSyncs();
    assertThat(disk.syncs).hasValue(1);
    assertThat(sent).noneMatch(Future::isDone);
    assertThat(ledger.unsettled()).isEmpty();

    disk.go.countDown();
    for (Future<Hold> one : sent) {
      assertThat(one.get().key()).startsWith("key ");
    }

    assertThat(disk.syncs).hasValue(2);
    assertThat(ledger.unsettled()).hasSize(THREADS);
  }

  @Test
  void ifTheSyncFailsAllWhoWaitFail() throws Exception {
    List<Future<Hold>> sent = allSendingWhileOneSyncs();
    disk.fail = true;

    disk.go.countDown();

    for (Future<Hold> one : sent) {
      assertThatThrownBy(one::get)
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("Input/output error");
    }
    assertThat(disk.syncs).hasValue(1);
  }

  @Test
  void aCloseWaitsForTheSyncAndFailsWhoComesAfterIt() throws Exception {
    List<Future<Hold>> sent = allSendingWhileOneSyncs();
    Future<?> closed =
        pool.submit(
            () -> {
              ledger.close();
              return null;
            });

    disk.go.countDown();

    closed.get();
    assertThat(sent.get(0).get().key()).isEqualTo("key 0");
    try (FileLedger again = FileLedger.open(folder.resolve("videos.ledger"))) {
      for (Future<Hold> one : sent) {
        boolean confirmed = confirmed(one);
        if (confirmed) {
          assertThat(Orders.state(again, one.get().key())).isEqualTo(Entry.State.SENT);
        }
      }
    }
  }

  private static boolean confirmed(Future<?> one) throws InterruptedException {
    try {
      one.get();
      return true;
    } catch (ExecutionException failed) {
      assertThat(failed).hasMessageContaining("closed");
      return false;
    }
  }

  @Test
  void anInterruptHarmsNobody() throws Exception {
    Thread.currentThread().interrupt();

    Orders.pay(ledger, "one");

    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    assertThat(ledger.find("one").answer()).isEqualTo("answer of one");
    assertThat(ledger.forget(NOW)).isZero();
    assertThat(Thread.interrupted()).isTrue();
    Orders.pay(ledger, "two");
  }
}
