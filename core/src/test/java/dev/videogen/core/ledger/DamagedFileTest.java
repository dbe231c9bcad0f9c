package dev.videogen.core.ledger;

import static dev.videogen.core.ledger.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file cut at every byte, every bit of it flipped, and lines of it gone. */
class DamagedFileTest {
  private static final List<String> KEYS =
      List.of("paid", "refused", "twice", "unknown", "by hand");

  @TempDir private Path folder;
  private Path file;

  /** After each write: how long the file was, and what it said. */
  private final Map<Integer, Map<String, Entry.State>> written = new LinkedHashMap<>();

  private byte[] whole;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("videos.ledger");
    try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
      note(ledger);
      Hold paid = Orders.send(ledger, "paid");
      note(ledger);
      ledger.settled(paid, Settlement.paid("{\"id\":\"j-1\"}"), NOW);
      note(ledger);
      Hold refused = Orders.send(ledger, "refused");
      note(ledger);
      ledger.settled(refused, Settlement.refused(), NOW);
      note(ledger);
      Hold twice = Orders.send(ledger, "twice");
      note(ledger);
      ledger.attemptRefused(twice, NOW);
      note(ledger);
      ledger.sending(twice, 2, NOW);
      note(ledger);
      ledger.settled(Orders.send(ledger, "unknown"), Settlement.unknown(), NOW);
      note(ledger);
      ledger.settled(Orders.send(ledger, "by hand"), Settlement.unknown(), NOW);
      note(ledger);
      assertThat(ledger.settle("by hand", Settlement.paid(null), "seen", NOW)).isTrue();
      note(ledger);
    }
    whole = Files.readAllBytes(file);
  }

  private void note(FileLedger ledger) throws IOException {
    Map<String, Entry.State> said = new LinkedHashMap<>();
    for (String key : KEYS) {
      Entry entry = ledger.find(key);
      if (entry != null) {
        said.put(key, entry.state());
      }
    }
    written.put((int) Files.size(file), said);
  }

  /** In place: a file that is emptied first is slow to write on some file systems. */
  private void put(byte[] bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(bytes);
      out.setLength(bytes.length);
    }
  }

  private static Map<String, Entry.State> said(FileLedger ledger) throws IOException {
    Map<String, Entry.State> said = new LinkedHashMap<>();
    for (String key : KEYS) {
      Entry entry = ledger.find(key);
      if (entry != null) {
        said.put(key, entry.state());
      }
    }
    return said;
  }

  @Test
  void cutAtAnyByteItSaysWhatWasLastConfirmed() throws Exception {
    for (int length = 0; length < whole.length; length++) {
      put(Arrays.copyOf(whole, length));
      if (length < LedgerLine.HEADER.length) {
        assertThatThrownBy(() -> FileLedger.open(file, new UnsyncedDisk()))
            .isInstanceOf(FileSystemException.class);
        continue;
      }
      try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
        Map<String, Entry.State> said = said(ledger);
        assertThat(said).as("cut at %s", length).isIn(before(length), after(length));
        assertThat(ledger.damage()).isEmpty();
        if (!said.containsKey("paid")) {
          Orders.pay(ledger, "paid");
        }
      }
      try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
        assertThat(ledger.find("paid").state()).isNotEqualTo(Entry.State.CLAIMED);
        assertThat(ledger.damage()).as("after a cut at %s", length).isEmpty();
      }
    }
  }

  private Map<String, Entry.State> before(int length) {
    Map<String, Entry.State> last = Map.of();
    for (Map.Entry<Integer, Map<String, Entry.State>> one : written.entrySet()) {
      last = one.getKey() <= length ? one.getValue() : last;
    }
    return last;
  }

  private Map<String, Entry.State> after(int length) {
    return written.entrySet().stream()
        .filter(one -> one.getKey() > length)
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void whateverBitIsFlippedWhatWasSentIsNotFree() throws Exception {
    int told = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      put(bytes);
      try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
        String which = "bit " + bit % 8 + " of byte " + bit / 8;
        assertThat(Orders.state(ledger, "paid")).as(which).isIn(Entry.State.PAID, Entry.State.SENT);
        assertThat(Orders.state(ledger, "by hand"))
            .as(which)
            .isIn(Entry.State.PAID, Entry.State.SENT);
        assertThat(Orders.state(ledger, "twice")).as(which).isEqualTo(Entry.State.SENT);
        assertThat(Orders.state(ledger, "unknown")).as(which).isEqualTo(Entry.State.SENT);
        assertThat(Orders.state(ledger, "refused"))
            .as(which)
            .isIn(Entry.State.REFUSED, Entry.State.SENT);
        told += ledger.damage().isEmpty() ? 0 : 1;
      }
    }
    // The rest are ends of the last line, which is then cut, and empty lines between copies.
    assertThat(8 * whole.length - told).isLessThan(100);
  }

  @Test
  void whateverLineIsDestroyedAllOthersCount() throws Exception {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      if (whole[i] == '\n') {
        ends.add(i);
      }
    }
    int begin = 0;
    for (int end : ends) {
      if (end > begin) {
        byte[] bytes = whole.clone();
        Arrays.fill(bytes, begin, end, (byte) 0);
        put(bytes);
        try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
          assertThat(ledger.damage()).containsExactly(new Damage(begin, end - begin));
          assertThat(said(ledger)).hasSize(KEYS.size());
          assertThat(Orders.state(ledger, "twice")).isEqualTo(Entry.State.SENT);
          assertThat(Orders.state(ledger, "paid")).isIn(Entry.State.PAID, Entry.State.SENT);
        }
      }
      begin = end + 1;
    }
  }

  @Test
  void damageIsKeptByCompactionUntilAPersonRemovesIt() throws Exception {
    byte[] bytes = whole.clone();
    bytes[whole.length - 20] ^= 1;
    put(bytes);
    try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
      assertThat(ledger.damage()).hasSize(1);
      assertThat(ledger.forget(NOW.minusSeconds(1))).isZero();
      assertThat(Orders.state(ledger, "by hand")).isEqualTo(Entry.State.SENT);
    }
    assertThat(Files.size(file)).isLessThan(whole.length);
    try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
      Damage damage = ledger.damage().get(0);
      byte[] left = Files.readAllBytes(file);
      assertThat(new String(left, (int) damage.offset(), damage.length(), StandardCharsets.UTF_8))
          .contains("\tby hand\t");
    }
  }

  @Test
  void damageAfterItWasOpenedIsNotAnswered() throws Exception {
    try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
      Files.write(file, new byte[whole.length]);

      assertThatThrownBy(() -> ledger.find("paid"))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("damaged since it was opened");
      assertThatThrownBy(() -> ledger.claim(Orders.order("paid"), NOW))
          .isInstanceOf(FileSystemException.class);
    }
  }

  @Test
  void aLineLongerThanAnyIsSkipped() throws Exception {
    byte[] line = new byte[5 << 20];
    Arrays.fill(line, (byte) 'x');
    byte[] bytes = Arrays.copyOf(whole, whole.length + line.length + whole.length + 1);
    System.arraycopy(line, 0, bytes, whole.length, line.length);
    bytes[whole.length + line.length] = '\n';
    System.arraycopy(whole, 0, bytes, whole.length + line.length + 1, whole.length);
    put(bytes);

    try (FileLedger ledger = FileLedger.open(file, new UnsyncedDisk())) {
      assertThat(said(ledger)).hasSize(KEYS.size());
      assertThat(ledger.damage()).isNotEmpty();
    }
  }
}
