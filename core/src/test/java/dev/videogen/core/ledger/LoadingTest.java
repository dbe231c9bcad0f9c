package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a ledger's file, line by line, and what is written when it is compacted. */
class LoadingTest {
  @TempDir private Path folder;

  private Loading loading() throws IOException {
    return new Loading(LedgerFile.at(folder.resolve("videos.ledger"), new Disk()));
  }

  /** A line as it is written, without its end, with what no version knows in its columns. */
  private static byte[] line(String columns) {
    byte[] text = columns.getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(text);
    return String.format("%08x\t%s", sum.getValue(), columns).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aWholeLineOfAnUnknownKindIsDamage() throws Exception {
    Loading loading = loading();
    byte[] strange = line("LENT\tclip-3");
    assertThat(LedgerLine.isWhole(strange, 0, strange.length)).isTrue();

    loading.whole(strange, 0, strange.length, 40);

    assertThat(loading.damage()).containsExactly(new Damage(40, strange.length));
    assertThat(loading.damagedBytes()).isEqualTo(strange.length + 1);
    assertThatThrownBy(loading::check).hasMessageContaining("not a ledger");
  }

  @Test
  void damageIsCountedAndListedUpToAThousand() throws Exception {
    Loading loading = loading();
    byte[] bytes = new byte[20];
    for (int i = 0; i < 1_001; i++) {
      loading.damaged(bytes, 3, 10, i);
    }
    assertThat(loading.damage()).hasSize(1_000).contains(new Damage(999, 7));
    assertThat(loading.damagedBytes()).isEqualTo(1_001 * 8);
  }

  @Test
  void patienceWithWhatLooksLikeNoLedgerEnds() throws Exception {
    Loading loading = loading();
    loading.damaged(new byte[9], 0, 9, 4 << 20);

    assertThatThrownBy(() -> loading.damaged(new byte[9], 0, 9, (4 << 20) + 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a ledger");
  }

  @Test
  void aFlippedBitInALettersCaseIsSeen() {
    byte[] line = line("paid\tclip-3");
    int letter = 0;
    while (line[letter] < 'a') {
      letter++;
    }
    assertThat(LedgerLine.isWhole(line, 0, line.length)).isTrue();
    line[letter] ^= 0x20;

    assertThat(LedgerLine.isWhole(line, 0, line.length)).isFalse();
    assertThat(LedgerLine.isWhole(line, 0, 9)).isFalse();
  }

  @Test
  void onlyTheFirstLineIsAHeader() {
    byte[] paid = line("paid\tclip-3");
    byte[] cut = line("video");

    assertThat(LedgerLine.isHeader(LedgerLine.HEADER, 0)).isTrue();
    assertThat(LedgerLine.isHeader(paid, 0)).isFalse();
    assertThat(LedgerLine.isHeader(cut, 0)).isFalse();
  }

  @Test
  void compactionKeepsWhatIsDamagedAndCountsIt() throws Exception {
    Path file = folder.resolve("compacted");
    try (RandomAccessFile to = new RandomAccessFile(file.toFile(), "rw")) {
      Compaction compaction = new Compaction(new KeyIndex(0), Instant.MIN, new Disk(), to);
      byte[] strange = line("LENT\tclip-3");
      compaction.whole(LedgerLine.HEADER, 0, LedgerLine.HEADER.length - 1, 0);
      compaction.whole(strange, 0, strange.length, 40);
      compaction.damaged(new byte[] {'.', 'x', 'y', '.'}, 1, 3, 80);
      compaction.flush();

      assertThat(compaction.damagedBytes()).isEqualTo(strange.length + 1 + 3);
      assertThat(compaction.length())
          .isEqualTo(LedgerLine.HEADER.length + compaction.damagedBytes());
      assertThat(to.length()).isEqualTo(compaction.damagedBytes());
    }
  }
}
