package dev.videogen.core.ledger;

import static dev.videogen.core.ledger.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A full disk, a failing one, and a process that is killed at each step. */
class FailingDiskTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("videos.ledger");
  }

  @ParameterizedTest
  @EnumSource
  void afterAFailedStepNothingGoesOnUntilItIsOpenedAgain(FailingDisk.Fault fault) throws Exception {
    for (int step = 0; step < 2; step++) {
      String key = "at step " + step;
      FailingDisk disk = new FailingDisk(Integer.MAX_VALUE, fault, false);
      FileLedger ledger = FileLedger.open(file, disk);
      Hold paid = Orders.send(ledger, key + " paid");
      Hold hold = Orders.claim(ledger, key);

      disk.failAfter(step);

      assertThatThrownBy(() -> ledger.sending(hold, 1, NOW))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("videos.ledger");
      assertThatThrownBy(() -> ledger.sending(hold, 1, NOW)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ledger.settled(paid, Settlement.paid("{}"), NOW))
          .hasMessageContaining("open it again");
      assertThatThrownBy(() -> ledger.claim(Orders.order("other"), NOW))
          .hasMessageContaining("open it again");
      assertThatThrownBy(() -> ledger.forget(NOW)).hasMessageContaining("open it again");

      ledger.close();
      try (FileLedger again = FileLedger.open(file)) {
        assertThat(Orders.state(again, key + " paid")).isEqualTo(Entry.State.SENT);
        assertThat(again.damage()).isEmpty();
        Orders.pay(again, "after " + step);
      }
    }
  }

  @Test
  void anOutcomeThatCannotBeRecordedLeavesItSent() throws Exception {
    FailingDisk disk = FailingDisk.healthy();
    FileLedger ledger = FileLedger.open(file, disk);
    Hold hold = Orders.send(ledger, "one");
    disk.failAfter(0);

    assertThatThrownBy(() -> ledger.settled(hold, Settlement.refused(), NOW))
        .isInstanceOf(IOException.class);

    ledger.close();
    try (FileLedger again = FileLedger.open(file)) {
      assertThat(again.claim(Orders.order("one"), NOW)).isInstanceOf(Claim.Unknown.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyStepOfBeginningItBeginsAgain(FailingDisk.Fault fault) throws Exception {
    int step = 0;
    boolean opened = false;
    for (; !opened; step++) {
      Path fresh = folder.resolve(fault + "-" + step);
      try (FileLedger ledger = FileLedger.open(fresh, new FailingDisk(step, fault, true))) {
        opened = ledger.unsettled().isEmpty();
      } catch (IOException killed) {
        FileLedger.open(fresh).close();
      }
    }
    assertThat(step).isGreaterThan(4);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyStepOfCompactionNothingIsLost(FailingDisk.Fault fault) throws Exception {
    try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
      for (int i = 0; i < 2000; i++) {
        Hold hold = Orders.send(ledger, "key " + i);
        if (i % 3 == 0) {
          ledger.settled(hold, Settlement.paid("answer ".repeat(30) + i), NOW);
        } else if (i % 3 == 1) {
          ledger.settled(hold, Settlement.refused(), NOW);
        }
      }
    }
    byte[] before = Files.readAllBytes(file);
    int step = 0;
    boolean done = false;
    for (; !done; step++) {
      Files.write(file, before);
      FailingDisk disk = new FailingDisk(Integer.MAX_VALUE, fault, true);
      FileLedger ledger = FileLedger.open(file, disk);
      disk.failAfter(step);
      try {
        assertThat(ledger.forget(NOW)).isZero();
        done = true;
      } catch (IOException killed) {
        assertThat(killed).hasStackTraceContaining("No space left on device");
      }
      ledger.close();
      assertWhole();
    }
    assertThat(step).isGreaterThan(5);
    assertThat(Files.size(file)).isLessThan(before.length);
  }

  private void assertWhole() throws IOException {
    try (FileLedger ledger = FileLedger.open(file)) {
      assertThat(ledger.damage()).isEmpty();
      for (int i = 0; i < 2000; i += 7) {
        Entry.State state =
            List.of(Entry.State.PAID, Entry.State.REFUSED, Entry.State.SENT).get(i % 3);
        assertThat(Orders.state(ledger, "key " + i)).isEqualTo(state);
      }
      assertThat(ledger.find("key 3").answer()).isEqualTo("answer ".repeat(30) + 3);
    }
    try (var names = Files.list(folder)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("videos.ledger", "videos.ledger.lock");
    }
  }

  @Test
  void afterACompactionThatFailedBeforeItReplacedAnythingTheLedgerGoesOn() throws Exception {
    List<Integer> survived = new ArrayList<>();
    for (int step = 0; step < 5; step++) {
      FailingDisk disk = FailingDisk.healthy();
      try (FileLedger ledger = FileLedger.open(file, disk)) {
        disk.failAfter(step);
        String key = "after " + step;
        try {
          ledger.forget(NOW);
        } catch (IOException failed) {
          assertThat(failed).hasStackTraceContaining("No space left on device");
        }
        disk.failAfter(Integer.MAX_VALUE);
        Orders.pay(ledger, key);
        survived.add(step);
      } catch (IOException broken) {
        assertThat(broken).hasMessageContaining("open it again");
      }
    }
    // The first line, all lines, the sync, the move; a folder that can't be synced is the end.
    assertThat(survived).containsExactly(0, 1, 2, 3);
    try (FileLedger ledger = FileLedger.open(file)) {
      assertThat(Orders.state(ledger, "after 3")).isEqualTo(Entry.State.PAID);
    }
  }

  @Test
  void aCompactionOnTheWayThatFailsIsPutOff() throws Exception {
    FailingDisk disk = FailingDisk.healthy();
    String answer = "x".repeat(60_000);
    try (FileLedger ledger = FileLedger.open(file, disk)) {
      Hold hold = Orders.claim(ledger, "one");
      int attempt = 0;
      long largest = 0;
      for (int i = 0; i < 20; i++) {
        ledger.settled(Orders.send(ledger, "big " + i), Settlement.paid(answer), NOW);
      }
      assertThat(ledger.forget(NOW.plusSeconds(1))).isEqualTo(20);
      while (Files.size(file) >= largest) {
        largest = Files.size(file);
        ledger.sending(hold, ++attempt, NOW);
      }
      assertThat(largest).isBetween((1L << 20) - 1000, (1L << 20) + 1000);
      largest = 0;
      while (largest < 3 << 20) {
        if (Files.size(file) > (1 << 20) - 1000 && largest < 1 << 20) {
          // The write and the sync pass, and so does the first line of the new file.
          disk.failAfter(3);
        }
        ledger.sending(hold, ++attempt, NOW);
        disk.failAfter(Integer.MAX_VALUE);
        largest = Math.max(largest, Files.size(file));
        if (Files.size(file) < largest) {
          break;
        }
      }
      assertThat(largest).isGreaterThan(2 << 20);
      assertThat(Files.size(file)).isLessThan(2000);
      assertThat(ledger.find("one").attempts()).isEqualTo(attempt);
    }
  }
}
