package dev.videogen.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed at any moment: what they were told is recorded, is. */
@Timeout(600)
class KilledProcessTest {
  /** How many; more of them take minutes. */
  private static final int KILLS = Integer.getInteger("ledger.kills", 5);

  @TempDir private Path folder;

  @Test
  void whatWasConfirmedIsThereAfterAKill() throws Exception {
    Path file = folder.resolve("videos.ledger");
    Random random = new Random(20_261_126);
    Map<String, String> confirmed = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process payer = OtherProcess.start(OtherProcess.Pay.class, file.toString(), "run" + kill);
      int lines = 1 + random.nextInt(3000);
      try (BufferedReader output = payer.inputReader(UTF_8)) {
        List<String> printed = new ArrayList<>();
        for (String line; (line = output.readLine()) != null; ) {
          printed.add(line);
          if (printed.size() == lines) {
            // By its handle, which leaves what it has printed to be read.
            assertThat(payer.toHandle().destroyForcibly()).isTrue();
          }
        }
        // The last line may be cut by the kill, and so name another key.
        for (String line : printed.subList(0, printed.size() - 1)) {
          String[] words = line.split(" ", -1);
          assertThat(words[0]).isIn("SENT", "PAID");
          confirmed.merge(words[1], words[0], (sent, paid) -> "PAID");
        }
      }
      assertThat(payer.waitFor()).isEqualTo(137);
    }
    try (FileLedger ledger = FileLedger.open(file)) {
      assertThat(ledger.damage()).isEmpty();
      for (Map.Entry<String, String> one : confirmed.entrySet()) {
        Entry entry = ledger.find(one.getKey());
        assertThat(entry).as(one.getKey()).isNotNull();
        if (one.getValue().equals("PAID")) {
          assertThat(entry.state()).isEqualTo(Entry.State.PAID);
          assertThat(entry.answer()).startsWith("answer of " + one.getKey());
        }
      }
      assertThat(confirmed).hasSizeGreaterThan(KILLS);
    }
  }
}
