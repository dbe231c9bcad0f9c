package dev.videogen.core.ledger;

import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.Spending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in a file of one process. Threads share it, and a sync of the disk, too. Thread-safe.
 *
 * <pre>{@code
 * FileLedger ledger = FileLedger.open(Path.of("videos.ledger"));
 * }</pre>
 *
 * <p>The file is plain text, a line for each record, made for its owner alone; {@code grep
 * shop-42/clip-3 videos.ledger} shows what is known of a key, the newest line last. Beside it stays
 * an empty {@code videos.ledger.lock}. It must be on a disk of this machine: file systems in a
 * network may not lock. Lines that no longer count are removed now and then, which holds up callers
 * for as long as the rest takes to be copied. A line that is damaged is left out, told by {@link
 * #damage}, and kept until somebody removes it from the closed file.
 *
 * <p>A claim ends with its process: what it hadn't sent is free, what it had is unknown. After a
 * write that failed, all methods fail until the file is opened again.
 */
public final class FileLedger implements Ledger, AutoCloseable {
  private final LedgerLock sole;
  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();

  // All below is guarded by the lock.
  private final Journal journal;

  /** Who is at which key. */
  private final Map<String, Holding> held = new HashMap<>();

  /** No hold of an earlier opening is one of this. */
  private final String opening = UUID.randomUUID().toString();

  private long claims;

  /** What counts under limits on spending; null until there is one. */
  private @Nullable SpentByOrder spent;

  private static final class Holding {
    private final String owner;
    private Entry entry;

    Holding(String owner, Entry entry) {
      this.owner = owner;
      this.entry = entry;
    }
  }

  private FileLedger(Path path, LedgerLock sole, Disk disk, LedgerFile file) throws IOException {
    this.path = path;
    this.sole = sole;
    lock.lock();
    try {
      this.journal = Journal.open(file, disk, lock);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Opens a ledger, or makes one if there is no file. A line that was cut at the end is dropped: it
   * was never confirmed to anybody.
   *
   * @throws java.nio.file.FileSystemException if the file is open already, in this process or
   *     another, or is a link, a folder, empty, not a ledger, or of a newer version; it is left as
   *     it is
   * @throws IOException if it can't be read or written
   */
  public static FileLedger open(Path file) throws IOException {
    return open(file, new Disk());
  }

  static FileLedger open(Path file, Disk disk) throws IOException {
    LedgerFile at = LedgerFile.at(file, disk);
    boolean unused = at.exists();
    LedgerLock sole = LedgerLock.of(at.path());
    try {
      return new FileLedger(at.path(), sole, disk, at);
    } catch (Throwable failed) {
      sole.close();
      throw failed;
    }
  }

  /** Where the file isn't as it was written, as found when it was opened; at most 1,000 places. */
  public List<Damage> damage() {
    return journal.damage();
  }

  @Override
  public Claim claim(Order order, Instant now) throws IOException {
    lock.lock();
    try {
      journal.check();
      Holding other = held.get(order.key());
      if (other != null) {
        return Claim.refused(other.entry, order);
      }
      Entry.State state = journal.state(order.key());
      if (state == Entry.State.SENT || state == Entry.State.PAID) {
        return Claim.refused(known(order.key()), order);
      }
      return new Claim.Granted(hold(Entry.claimed(order, now)));
    } finally {
      lock.unlock();
    }
  }

  private Entry known(String key) throws IOException {
    Entry entry = journal.read(key);
    if (entry == null) {
      throw new IllegalStateException(key);
    }
    return entry;
  }

  private Hold hold(Entry entry) {
    String key = entry.order().key();
    String owner = opening + "/" + ++claims;
    held.put(key, new Holding(owner, entry));
    return new Hold(key, owner);
  }

  private Holding holding(Hold hold) throws IOException {
    journal.check();
    Holding holding = held.get(hold.key());
    if (holding == null || !holding.owner.equals(hold.owner())) {
      throw new ClaimLostException(hold.key());
    }
    return holding;
  }

  /** The caller's, which has something under way. */
  private Holding sent(Hold hold) throws IOException {
    Holding holding = holding(hold);
    if (holding.entry.state() != Entry.State.SENT) {
      throw new ClaimLostException(hold.key());
    }
    return holding;
  }

  /** It counts as spent before it is durable: others ask meanwhile. */
  private void commit(Entry entry) throws IOException {
    if (spent != null) {
      spent.put(entry);
    }
    journal.commit(entry);
  }

  /** Read from the file when a limit is first asked about; who has none pays nothing for it. */
  private SpentByOrder spentFor(Spending spending, Instant now) throws IOException {
    SpentByOrder known = spent;
    if (known == null || known.isTooShortFor(spending, now)) {
      Instant oldest = SpentByOrder.horizon(spending, now);
      SpentByOrder read = new SpentByOrder(oldest);
      journal.each(
          entry -> {
            if (entry.cost().equals(Cost.NONE) || !sentAt(entry).isAfter(oldest)) {
              return;
            }
            read.put(entry);
          });
      held.values().forEach(holding -> read.put(holding.entry));
      known = read;
      spent = read;
    }
    return known;
  }

  @Override
  public void sending(Hold hold, int attempt, Spending spending, Instant now) throws IOException {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt: " + attempt + ", at least 1");
    }
    lock.lock();
    try {
      Holding holding = holding(hold);
      if (!spending.limits().isEmpty()) {
        spentFor(spending, now).check(holding.entry, spending, now);
      }
      holding.entry = holding.entry.sending(attempt, spending.planned(), now);
      commit(holding.entry);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void attemptRefused(Hold hold, Instant now) throws IOException {
    lock.lock();
    try {
      Holding holding = sent(hold);
      holding.entry = holding.entry.attemptRefused(now);
      commit(holding.entry);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void settled(Hold hold, Settlement settlement, Instant now) throws IOException {
    lock.lock();
    try {
      boolean refused = settlement.state() == Entry.State.REFUSED;
      Holding holding = refused ? holding(hold) : sent(hold);
      // What was never sent, or already recorded as refused, is free as it is; and an outcome that
      // isn't known is what the file says of everything that was sent.
      if (holding.entry.state() == Entry.State.SENT && settlement.state() != Entry.State.SENT) {
        commit(holding.entry.settled(settlement, null, now));
      }
      held.remove(hold.key(), holding);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean settle(String key, Settlement settlement, String reason, Instant now)
      throws IOException {
    settlement.checkByHand(reason);
    lock.lock();
    try {
      if (journal.state(key) != Entry.State.SENT || held.containsKey(key)) {
        return false;
      }
      Entry entry = known(key);
      Hold meanwhile = hold(entry.with(true));
      commit(entry.settled(settlement, reason, now));
      held.remove(meanwhile.key());
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Entry> unsettled() throws IOException {
    lock.lock();
    try {
      List<Entry> all = new ArrayList<>();
      for (Entry entry : journal.all(Entry.State.SENT)) {
        all.add(entry.with(held.containsKey(entry.order().key())));
      }
      all.sort(Comparator.comparing(FileLedger::sentAt));
      return all;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Entry> sentBetween(Instant from, Instant to) throws IOException {
    lock.lock();
    try {
      List<Entry> all = new ArrayList<>();
      journal.each(
          entry -> {
            Instant sent = sentAt(entry);
            if (!sent.isBefore(from) && !sent.isAfter(to)) {
              all.add(entry.with(held.containsKey(entry.order().key())));
            }
          });
      all.sort(Comparator.comparing(FileLedger::sentAt));
      return all;
    } finally {
      lock.unlock();
    }
  }

  static Instant sentAt(Entry entry) {
    Instant sent = entry.sentAt();
    return sent == null ? entry.claimedAt() : sent;
  }

  @Override
  public @Nullable Entry find(String key) throws IOException {
    lock.lock();
    try {
      journal.check();
      Holding holding = held.get(key);
      return holding == null ? journal.read(key) : holding.entry;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int forget(Instant settledBefore) throws IOException {
    lock.lock();
    try {
      spent = null;
      return journal.forget(settledBefore);
    } finally {
      lock.unlock();
    }
  }

  /** Lets other processes open it. Orders that are being sent stay sent. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try (sole;
        journal) {
      held.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "FileLedger[" + path + "]";
  }
}
