package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  private final KeyIndex index = new KeyIndex(0);

  private static long place(long offset, int length, Entry.State state) {
    return KeyIndex.place(offset, length, state);
  }

  @Test
  void aPlaceTellsAllThreeParts() {
    long place = place(1L << 40, KeyIndex.LONGEST_LINE, Entry.State.REFUSED);

    assertThat(KeyIndex.offset(place)).isEqualTo(1L << 40);
    assertThat(KeyIndex.length(place)).isEqualTo(KeyIndex.LONGEST_LINE);
    assertThat(KeyIndex.state(place)).isEqualTo(Entry.State.REFUSED);
  }

  @Test
  void liveBytesAreThoseOfTheNewestLines() {
    index.put(KeyHash.of("one"), place(10, 100, Entry.State.SENT));
    index.put(KeyHash.of("other"), place(300, 50, Entry.State.PAID));
    // A line and its copy, each with its end, and an empty line between them.
    assertThat(index.liveBytes()).isEqualTo(101 + 1 + 101 + 51);

    index.put(KeyHash.of("one"), place(400, 70, Entry.State.PAID));
    assertThat(index.liveBytes()).isEqualTo(71 + 51);
    assertThat(index.size()).isEqualTo(2);
  }

  @Test
  void allAreFoundHoweverManyThereAre() {
    for (int i = 1; i <= 5_000; i++) {
      index.put(
          KeyHash.of("key-" + i), place(i, i, i % 5 == 0 ? Entry.State.SENT : Entry.State.PAID));
    }
    for (int i = 1; i <= 5_000; i++) {
      assertThat(KeyIndex.offset(index.get(KeyHash.of("key-" + i)))).isEqualTo(i);
    }
    assertThat(index.get(KeyHash.of("key-0"))).isZero();
    assertThat(Arrays.stream(index.places(Entry.State.SENT)).map(KeyIndex::offset).sorted())
        .hasSize(1_000)
        .startsWith(5L, 10L)
        .endsWith(5_000L);
  }
}
