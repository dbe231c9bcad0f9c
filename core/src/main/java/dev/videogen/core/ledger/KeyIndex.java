package dev.videogen.core.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * Where each key's newest line is: 24 bytes a slot and nothing else in memory, however long keys
 * and answers are. Not thread-safe.
 */
final class KeyIndex {
  private static final int WIDTH = 3;
  private static final int LENGTH_BITS = 20;
  private static final int STATE_BITS = 2;
  private static final List<Entry.State> STATES = List.of(Entry.State.values());

  /** The longest line that a place can tell. */
  static final int LONGEST_LINE = (1 << LENGTH_BITS) - 1;

  /** High half of the hash, low half, place; a place of zero is a free slot. */
  private long[] slots;

  private int size;
  private long liveBytes;

  KeyIndex(int expected) {
    int capacity = Math.max(64, Integer.highestOneBit(Math.max(1, expected)) * 4);
    this.slots = new long[WIDTH * capacity];
  }

  /** What a file of these entries alone would take. */
  long liveBytes() {
    return liveBytes;
  }

  int size() {
    return size;
  }

  /** Where a line begins, how long it is without its end, and which state it holds, in one. */
  static long place(long offset, int length, Entry.State state) {
    return (offset << LENGTH_BITS | length) << STATE_BITS | STATES.indexOf(state);
  }

  static long offset(long place) {
    return place >>> (LENGTH_BITS + STATE_BITS);
  }

  static int length(long place) {
    return (int) (place >>> STATE_BITS) & LONGEST_LINE;
  }

  static Entry.State state(long place) {
    return STATES.get((int) place & ((1 << STATE_BITS) - 1));
  }

  private static long bytes(long place) {
    return Copies.bytes(length(place), state(place));
  }

  /** The place of a key's newest line; 0 if there is none. */
  long get(KeyHash key) {
    return slots[slot(slots, key.high(), key.low()) + 2];
  }

  void put(KeyHash key, long place) {
    int at = slot(slots, key.high(), key.low());
    if (slots[at + 2] == 0) {
      size++;
      slots[at] = key.high();
      slots[at + 1] = key.low();
    } else {
      liveBytes -= bytes(slots[at + 2]);
    }
    slots[at + 2] = place;
    liveBytes += bytes(place);
    if (size > slots.length / WIDTH / 3 * 2) {
      grow();
    }
  }

  private static int slot(long[] slots, long high, long low) {
    int mask = slots.length / WIDTH - 1;
    int index = (int) low & mask;
    while (true) {
      int at = WIDTH * index;
      if (slots[at + 2] == 0 || (slots[at] == high && slots[at + 1] == low)) {
        return at;
      }
      index = (index + 1) & mask;
    }
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int from = 0; from < slots.length; from += WIDTH) {
      if (slots[from + 2] != 0) {
        System.arraycopy(slots, from, larger, slot(larger, slots[from], slots[from + 1]), WIDTH);
      }
    }
    slots = larger;
  }

  /** The places of all entries in a state. */
  long[] places(Entry.State state) {
    long[] found = new long[size];
    int count = 0;
    for (int at = 2; at < slots.length; at += WIDTH) {
      if (slots[at] != 0 && state(slots[at]) == state) {
        found[count++] = slots[at];
      }
    }
    return Arrays.copyOf(found, count);
  }
}
