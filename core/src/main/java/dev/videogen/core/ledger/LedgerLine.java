package dev.videogen.core.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.videogen.core.spending.Cost;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One line of the file: a checksum, then an entry in whole, in columns between tabs. The newest
 * line of a key counts; a lost one leaves the one before it.
 */
final class LedgerLine {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int CHECKSUM = 8;

  /** Where the columns begin. */
  private static final int START = CHECKSUM + 1;

  static final byte[] HEADER =
      terminated(
          "videogen-ledger 1\tkey\taccount\tendpoint\tbody SHA-256\tattempts\topen attempts"
              + "\tclaimed\tsent\tsettled\treason\tanswer\tvideos\tcredits");

  private static final String NONE = "-";

  /** Which column it is, counted from 0. */
  private static final int SETTLED = 9;

  private static final byte[] FORMAT = ascii("videogen-ledger ");
  private static final byte[] THIS_FORMAT = ascii("videogen-ledger 1\t");
  private static final byte[] SENT = ascii("sent\t");
  private static final byte[] PAID = ascii("paid\t");
  private static final byte[] REFUSED = ascii("refused\t");

  private LedgerLine() {}

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Checksum, columns and the end of the line. */
  static byte[] of(Entry entry) {
    String answer = entry.answer();
    StringBuilder line = new StringBuilder(320 + (answer == null ? 0 : answer.length()));
    Order order = entry.order();
    line.append(word(entry.state()));
    line.append('\t').append(order.key());
    line.append('\t').append(order.account());
    line.append('\t').append(order.endpoint());
    line.append('\t').append(order.bodySha256());
    line.append('\t').append(entry.attempts());
    line.append('\t').append(entry.openAttempts());
    append(line, entry.claimedAt());
    append(line, entry.sentAt());
    append(line, entry.settledAt());
    appendEscaped(line, entry.reason());
    appendEscaped(line, answer);
    line.append('\t').append(entry.cost().videos());
    line.append('\t').append(entry.cost().credits());
    return terminated(line.toString());
  }

  private static String word(Entry.State state) {
    return switch (state) {
      case SENT -> "sent";
      case PAID -> "paid";
      case REFUSED -> "refused";
      case CLAIMED -> throw new IllegalArgumentException("claims aren't written");
    };
  }

  private static void append(StringBuilder line, @Nullable Instant time) {
    line.append('\t');
    if (time == null) {
      line.append(NONE);
    } else {
      LineTime.append(line, time);
    }
  }

  /** Keeps a text on its line and in its column, and none apart from a dash. */
  private static void appendEscaped(StringBuilder line, @Nullable String text) {
    line.append('\t');
    if (text == null) {
      line.append(NONE);
      return;
    }
    if (text.startsWith(NONE)) {
      line.append('\\');
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          // Also what a terminal would obey when somebody looks for a line.
          if (Character.isISOControl(c)) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }

  private static @Nullable String unescaped(String column) {
    if (column.equals(NONE)) {
      return null;
    }
    if (column.indexOf('\\') < 0) {
      return column;
    }
    StringBuilder text = new StringBuilder(column.length());
    int at = 0;
    while (at < column.length()) {
      char c = column.charAt(at++);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = column.charAt(at++);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(column.substring(at, at + 4), 16));
          at += 4;
        }
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }

  private static byte[] terminated(String columns) {
    byte[] text = columns.getBytes(UTF_8);
    byte[] line = new byte[START + text.length + 1];
    System.arraycopy(text, 0, line, START, text.length);
    int sum = checksum(line, START, line.length - 1);
    for (int i = 0; i < CHECKSUM; i++) {
      line[i] = (byte) HEX[(sum >>> (28 - 4 * i)) & 15];
    }
    line[CHECKSUM] = '\t';
    line[line.length - 1] = '\n';
    return line;
  }

  private static int checksum(byte[] bytes, int from, int to) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, to - from);
    return (int) sum.getValue();
  }

  /** Whether a line, without its end, is as it was written. */
  static boolean isWhole(byte[] bytes, int from, int to) {
    if (to - from <= START || bytes[from + CHECKSUM] != '\t') {
      return false;
    }
    int written = 0;
    for (int i = from; i < from + CHECKSUM; i++) {
      int digit = digit(bytes[i]);
      if (digit < 0) {
        return false;
      }
      written = written << 4 | digit;
    }
    return written == checksum(bytes, from + START, to);
  }

  /** Lower case alone: a flipped bit makes an upper-case digit, and is to be seen, too. */
  private static int digit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  /** Whether a whole line is the first one of a ledger, of any version. */
  static boolean isHeader(byte[] bytes, int from) {
    return startsWith(bytes, from + START, FORMAT);
  }

  static boolean isOfThisFormat(byte[] bytes, int from) {
    return startsWith(bytes, from + START, THIS_FORMAT);
  }

  /** The state of a whole line; null if it holds no entry that this version knows. */
  static Entry.@Nullable State state(byte[] bytes, int from) {
    if (startsWith(bytes, from + START, SENT)) {
      return Entry.State.SENT;
    }
    if (startsWith(bytes, from + START, PAID)) {
      return Entry.State.PAID;
    }
    return startsWith(bytes, from + START, REFUSED) ? Entry.State.REFUSED : null;
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] start) {
    if (bytes.length - from < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** The hash of a whole line's key, which is the column after the state. */
  static KeyHash keyHash(byte[] bytes, int from, int to) {
    int start = tab(bytes, from + START, to) + 1;
    return KeyHash.of(bytes, start, tab(bytes, start, to));
  }

  private static int tab(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\t') {
      at++;
    }
    return at;
  }

  /** When the entry of a whole line was settled, without reading all of it; null if it wasn't. */
  static @Nullable Instant settledAt(byte[] bytes, int from, int to) {
    int start = from + START;
    for (int column = 0; column < SETTLED; column++) {
      start = tab(bytes, start, to) + 1;
    }
    int end = tab(bytes, start, to);
    return end <= start ? null : time(new String(bytes, start, end - start, US_ASCII));
  }

  /** The entry of a whole line; null if it isn't one. */
  static @Nullable Entry entry(byte[] bytes, int from, int to) {
    Entry.State state = state(bytes, from);
    String text = new String(bytes, from + START, to - from - START, UTF_8);
    String[] columns = text.split("\t", -1);
    if (state == null || columns.length != 14) {
      return null;
    }
    try {
      return new Entry(
          new Order(columns[1], columns[2], columns[3], columns[4]),
          state,
          false,
          Integer.parseInt(columns[5]),
          Integer.parseInt(columns[6]),
          LineTime.parse(columns[7]),
          time(columns[8]),
          time(columns[SETTLED]),
          unescaped(columns[10]),
          unescaped(columns[11]),
          new Cost(Integer.parseInt(columns[12]), Integer.parseInt(columns[13])));
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | DateTimeParseException foreign) {
      return null;
    }
  }

  private static @Nullable Instant time(String column) {
    return column.equals(NONE) ? null : LineTime.parse(column);
  }
}
