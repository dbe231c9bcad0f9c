package dev.videogen.core.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;

/**
 * Copies what is still true into a new file: the newest line of each key. Damaged lines are copied
 * as they are, for a person to look at; who has removed them with an editor isn't told again.
 */
final class Compaction implements LineScan.Lines {
  private static final int BUFFER = 256 * 1024;

  private final KeyIndex before;
  private final KeyIndex after;
  private final Instant settledBefore;
  private final Disk disk;
  private final RandomAccessFile to;
  private final byte[] buffer = new byte[BUFFER];
  private int buffered;
  private long length = LedgerLine.HEADER.length;
  private long damagedBytes;

  Compaction(KeyIndex before, Instant settledBefore, Disk disk, RandomAccessFile to) {
    this.before = before;
    this.after = new KeyIndex(before.size());
    this.settledBefore = settledBefore;
    this.disk = disk;
    this.to = to;
  }

  @Override
  public void whole(byte[] bytes, int from, int end, long offset) throws IOException {
    Entry.State state = LedgerLine.state(bytes, from);
    if (state == null) {
      if (!LedgerLine.isHeader(bytes, from)) {
        damaged(bytes, from, end, offset);
      }
      return;
    }
    KeyHash key = LedgerLine.keyHash(bytes, from, end);
    long place = before.get(key);
    if (place == 0 || KeyIndex.offset(place) != offset || isForgotten(state, bytes, from, end)) {
      return;
    }
    after.put(key, KeyIndex.place(length, end - from, state));
    copy(bytes, from, end);
    if (state == Entry.State.SENT) {
      copy(bytes, from, from);
      copy(bytes, from, end);
    }
  }

  private boolean isForgotten(Entry.State state, byte[] bytes, int from, int end) {
    if (state == Entry.State.SENT || settledBefore.equals(Instant.MIN)) {
      return false;
    }
    Instant settled = LedgerLine.settledAt(bytes, from, end);
    return settled != null && settled.isBefore(settledBefore);
  }

  @Override
  public void damaged(byte[] bytes, int from, int end, long offset) throws IOException {
    damagedBytes += end - from + 1;
    copy(bytes, from, end);
  }

  private void copy(byte[] bytes, int from, int end) throws IOException {
    int at = from;
    while (at < end) {
      if (buffered == BUFFER) {
        flush();
      }
      int part = Math.min(end - at, BUFFER - buffered);
      System.arraycopy(bytes, at, buffer, buffered, part);
      buffered += part;
      at += part;
    }
    if (buffered == BUFFER) {
      flush();
    }
    buffer[buffered++] = '\n';
    length += end - from + 1;
  }

  void flush() throws IOException {
    disk.write(to, buffer, buffered);
    buffered = 0;
  }

  KeyIndex index() {
    return after;
  }

  long length() {
    return length;
  }

  long damagedBytes() {
    return damagedBytes;
  }
}
