package dev.videogen.core.ledger;

/**
 * A line that says "sent" is written twice: lost with one damaged line, it would be paid again. An
 * empty line keeps the copies apart, so that a damaged end of one doesn't join it to the other. Any
 * other line may be lost: without it the order is still taken for sent.
 */
final class Copies {
  private Copies() {}

  static byte[] of(byte[] line, Entry.State state) {
    if (state != Entry.State.SENT) {
      return line;
    }
    byte[] both = new byte[2 * line.length + 1];
    System.arraycopy(line, 0, both, 0, line.length);
    both[line.length] = '\n';
    System.arraycopy(line, 0, both, line.length + 1, line.length);
    return both;
  }

  /** How much a line of a length, without its end, takes in the file. */
  static long bytes(int length, Entry.State state) {
    return state == Entry.State.SENT ? 2L * (length + 1) + 1 : length + 1L;
  }
}
