package dev.videogen.core.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads a file from its beginning, line by line, in constant memory. */
final class LineScan {
  /** Room for the longest line, and then some. */
  private static final int BUFFER = 2 << 20;

  /** What stays in the processor's cache while it is looked at. */
  private static final int AT_ONCE = 64 * 1024;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long NEWLINES = '\n' * ONES;

  private LineScan() {}

  /** Told of each line that isn't empty; the bytes are only lent. */
  interface Lines {
    void whole(byte[] bytes, int from, int to, long offset) throws IOException;

    /** A line that isn't as it was written, or a part of one that is too long for any. */
    void damaged(byte[] bytes, int from, int to, long offset) throws IOException;
  }

  /** Returns where the last line ends; what follows was cut. */
  static long read(RandomAccessFile file, Lines lines) throws IOException {
    file.seek(0);
    byte[] buffer = new byte[(int) Math.min(BUFFER, file.length() + 1)];
    long offset = 0;
    int filled = 0;
    while (true) {
      int count = file.read(buffer, filled, Math.min(AT_ONCE, buffer.length - filled));
      if (count < 0) {
        return offset;
      }
      int searched = filled;
      filled += count;
      int from = 0;
      for (int end; (end = newline(buffer, searched, filled)) >= 0; from = searched) {
        tell(lines, buffer, from, end, offset + from);
        searched = end + 1;
      }
      if (from == 0 && filled == buffer.length) {
        lines.damaged(buffer, 0, filled, offset);
        from = filled;
      }
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      offset += from;
      filled -= from;
    }
  }

  private static void tell(Lines lines, byte[] bytes, int from, int to, long offset)
      throws IOException {
    if (from == to) {
      return;
    }
    if (LedgerLine.isWhole(bytes, from, to)) {
      lines.whole(bytes, from, to, offset);
    } else {
      lines.damaged(bytes, from, to, offset);
    }
  }

  /** Eight bytes at a time: this is most of the work of opening a large file. */
  private static int newline(byte[] bytes, int from, int to) {
    int at = from;
    for (; to - at >= Long.BYTES; at += Long.BYTES) {
      long other = (long) LONGS.get(bytes, at) ^ NEWLINES;
      long zeroBytes = (other - ONES) & ~other & (ONES << 7);
      if (zeroBytes != 0) {
        return at + Long.numberOfTrailingZeros(zeroBytes) / Byte.SIZE;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }
}
