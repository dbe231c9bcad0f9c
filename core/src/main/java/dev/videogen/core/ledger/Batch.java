package dev.videogen.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;

/** Lines that one sync makes durable together. */
final class Batch {
  private final List<byte[]> parts = new ArrayList<>(2);
  private final List<Line> lines = new ArrayList<>(2);
  private final Condition done;
  private int length;
  private boolean durable;

  /** Where a line begins within the batch, and how long it is without its end. */
  private record Line(KeyHash key, int offset, int length, Entry.State state) {}

  /**
   * An empty one.
   *
   * @param done what those wait for whose lines are in it
   */
  Batch(Condition done) {
    this.done = done;
  }

  Condition done() {
    return done;
  }

  void add(Entry entry) {
    byte[] line = LedgerLine.of(entry);
    byte[] part = Copies.of(line, entry.state());
    KeyHash key = KeyHash.of(entry.order().key());
    lines.add(new Line(key, length, line.length - 1, entry.state()));
    parts.add(part);
    length += part.length;
  }

  byte[] bytes() {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  int length() {
    return length;
  }

  boolean isDurable() {
    return durable;
  }

  /** Its lines count from now on; {@code at} is where in the file it begins. */
  void becomeDurable(long at, KeyIndex index) {
    for (Line line : lines) {
      index.put(line.key, KeyIndex.place(at + line.offset, line.length, line.state));
    }
    durable = true;
  }
}
