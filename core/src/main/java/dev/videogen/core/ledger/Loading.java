package dev.videogen.core.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a file says when it is read from its beginning: the last whole line of each key. */
final class Loading implements LineScan.Lines {
  /** So far into a file there is something whole, or it isn't a ledger. */
  private static final long PATIENCE = 4 << 20;

  /** Each is told; beyond these, only their bytes are counted. */
  private static final int MOST_DAMAGE = 1000;

  private final LedgerFile of;
  private final KeyIndex index = new KeyIndex(0);
  private final List<Damage> damage = new ArrayList<>();
  private long damagedBytes;
  private boolean known;

  Loading(LedgerFile of) {
    this.of = of;
  }

  @Override
  public void whole(byte[] bytes, int from, int to, long offset) throws IOException {
    Entry.State state = LedgerLine.state(bytes, from);
    if (state != null && to - from <= KeyIndex.LONGEST_LINE) {
      known = true;
      KeyHash key = LedgerLine.keyHash(bytes, from, to);
      index.put(key, KeyIndex.place(offset, to - from, state));
    } else if (!LedgerLine.isHeader(bytes, from)) {
      damaged(bytes, from, to, offset);
    } else if (LedgerLine.isOfThisFormat(bytes, from)) {
      known = true;
    } else {
      throw of.refused("written by a newer version of this library, which can read it");
    }
  }

  @Override
  public void damaged(byte[] bytes, int from, int to, long offset) throws IOException {
    damagedBytes += to - from + 1;
    if (damage.size() < MOST_DAMAGE) {
      damage.add(new Damage(offset, to - from));
    }
    if (!known && offset > PATIENCE) {
      throw notALedger();
    }
  }

  /** To be called when all is read. */
  void check() throws IOException {
    if (!known) {
      throw notALedger();
    }
  }

  private IOException notALedger() {
    return of.refused("not a ledger: no line of it is one that a ledger has");
  }

  KeyIndex index() {
    return index;
  }

  List<Damage> damage() {
    return List.copyOf(damage);
  }

  long damagedBytes() {
    return damagedBytes;
  }
}
