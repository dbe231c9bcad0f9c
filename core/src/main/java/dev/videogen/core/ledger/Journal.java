package dev.videogen.core.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in the file, and where in it they are. All is called with the lock held; it is let go
 * only while a batch is on its way to the disk, so that others fill the next one meanwhile: many
 * threads share a sync.
 *
 * <p>After a failed write or sync nobody knows what is on the disk, and asking again may get a
 * wrong answer (Linux reports a failed sync once, and takes the pages for clean). So nothing goes
 * on from there but opening the file anew.
 */
final class Journal implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.ledger");

  /** Smaller files aren't worth it. */
  private static final long LEAST_COMPACTED = 1 << 20;

  private final ReentrantLock lock;

  /** For who waits until nothing is being written. */
  private final Condition idle;

  private final LedgerFile path;
  private final Disk disk;
  private final List<Damage> damage;
  private RandomAccessFile file;

  /** Apart from the other, whose position is where the next batch goes. */
  private RandomAccessFile reader;

  private KeyIndex index;
  private long length;
  private long damagedBytes;
  private long compactAt;
  private Batch filling;
  private boolean writing;
  private @Nullable Throwable broken;

  private Journal(
      ReentrantLock lock,
      LedgerFile path,
      Disk disk,
      RandomAccessFile file,
      RandomAccessFile reader,
      Loading loaded,
      long length) {
    this.lock = lock;
    this.idle = lock.newCondition();
    this.filling = new Batch(lock.newCondition());
    this.path = path;
    this.disk = disk;
    this.file = file;
    this.reader = reader;
    this.index = loaded.index();
    this.damage = loaded.damage();
    this.damagedBytes = loaded.damagedBytes();
    this.length = length;
    planCompaction();
  }

  /** Opens the file, or makes it. */
  static Journal open(LedgerFile path, Disk disk, ReentrantLock lock) throws IOException {
    if (!path.exists()) {
      try (RandomAccessFile empty = path.begin()) {
        path.finish(empty);
      }
    }
    String name = path.path().toString();
    RandomAccessFile file = new RandomAccessFile(name, "rw");
    try {
      RandomAccessFile reader = new RandomAccessFile(name, "r");
      try {
        return load(path, disk, lock, file, reader);
      } catch (Throwable failed) {
        reader.close();
        throw failed;
      }
    } catch (Throwable failed) {
      file.close();
      throw failed;
    }
  }

  private static Journal load(
      LedgerFile path,
      Disk disk,
      ReentrantLock lock,
      RandomAccessFile file,
      RandomAccessFile reader)
      throws IOException {
    Loading loading = new Loading(path);
    long end = LineScan.read(reader, loading);
    loading.check();
    OwnerOnly.enforce(path.path());
    if (end < file.length()) {
      // The last line was cut before it was durable.
      disk.truncate(file, end);
    }
    file.seek(end);
    // A process that was killed may have left lines that are only in memory, or a name.
    disk.sync(file);
    disk.syncFolder(path.folder());
    Journal journal = new Journal(lock, path, disk, file, reader, loading, end);
    journal.tellDamage();
    journal.compactIfWorthIt();
    return journal;
  }

  private void tellDamage() {
    if (!damage.isEmpty()) {
      LOG.warn(
          "{} is damaged: {} lines aren't as they were written, the first at byte {};"
              + " orders that were recorded there may be unknown to it",
          path.path(),
          damage.size(),
          damage.get(0).offset());
    }
  }

  List<Damage> damage() {
    return damage;
  }

  /**
   * Refuses all after a failure.
   *
   * @throws IOException if it may not be used any more
   */
  void check() throws IOException {
    if (broken != null) {
      throw new IOException(
          path.path() + ": not used any more since this failed: " + broken + "; open it again",
          broken);
    }
  }

  Entry.@Nullable State state(String key) throws IOException {
    check();
    long place = index.get(KeyHash.of(key));
    return place == 0 ? null : KeyIndex.state(place);
  }

  @Nullable Entry read(String key) throws IOException {
    check();
    long place = index.get(KeyHash.of(key));
    return place == 0 ? null : path.read(reader, place);
  }

  List<Entry> all(Entry.State state) throws IOException {
    check();
    List<Entry> found = new ArrayList<>();
    for (long place : index.places(state)) {
      found.add(path.read(reader, place));
    }
    return found;
  }

  /** Shows each entry that was sent or paid; one at a time is in memory. */
  void each(Consumer<Entry> visitor) throws IOException {
    check();
    for (Entry.State state : List.of(Entry.State.SENT, Entry.State.PAID)) {
      for (long place : index.places(state)) {
        visitor.accept(path.read(reader, place));
      }
    }
  }

  /** Returns when the entry is durable. */
  void commit(Entry entry) throws IOException {
    check();
    Batch mine = filling;
    mine.add(entry);
    while (!mine.isDurable()) {
      check();
      if (writing) {
        mine.done().awaitUninterruptibly();
      } else {
        writeBatch();
      }
    }
  }

  private void writeBatch() throws IOException {
    Batch batch = filling;
    filling = new Batch(lock.newCondition());
    writing = true;
    Throwable failure = null;
    lock.unlock();
    try {
      byte[] bytes = batch.bytes();
      disk.write(file, bytes, bytes.length);
      disk.sync(file);
    } catch (Throwable failed) {
      failure = failed;
    } finally {
      lock.lock();
    }
    writing = false;
    if (failure == null) {
      failure = count(batch);
    }
    if (failure != null) {
      breakDown(failure);
    }
    batch.done().signalAll();
    filling.done().signal();
    idle.signalAll();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure == null) {
      compactIfWorthIt();
    }
  }

  /** Even for want of memory nobody may wait for this batch for ever. */
  private @Nullable Throwable count(Batch batch) {
    try {
      batch.becomeDurable(length, index);
      length += batch.length();
      return null;
    } catch (Throwable failed) {
      return failed;
    }
  }

  /** The first failure counts. Whoever waits to be written hears of it. */
  private void breakDown(Throwable failure) {
    if (broken == null) {
      broken = failure;
    }
    filling.done().signalAll();
  }

  private void planCompaction() {
    long live = index.liveBytes() + damagedBytes + LedgerLine.HEADER.length;
    compactAt = Math.max(LEAST_COMPACTED, 2 * live);
  }

  private void compactIfWorthIt() {
    if (length <= compactAt) {
      return;
    }
    planCompaction();
    if (length <= compactAt) {
      return;
    }
    try {
      compact(Instant.MIN);
    } catch (IOException failed) {
      LOG.warn("{} could not be compacted, and grows", path.path(), failed);
      compactAt = 2 * length;
    }
  }

  /** Returns how many entries were settled before a time, and are forgotten. */
  int forget(Instant settledBefore) throws IOException {
    while (writing) {
      idle.awaitUninterruptibly();
    }
    check();
    int before = index.size();
    compact(settledBefore);
    return before - index.size();
  }

  private void compact(Instant settledBefore) throws IOException {
    RandomAccessFile begun = path.begin();
    Compaction compaction;
    try {
      compaction = new Compaction(index, settledBefore, disk, begun);
      long unused = LineScan.read(reader, compaction);
      compaction.flush();
      path.finish(begun);
    } catch (LedgerFile.ReplacedException neither) {
      breakDown(neither);
      begun.close();
      throw neither;
    } catch (Throwable failed) {
      path.discard(begun);
      throw failed;
    }
    RandomAccessFile old = file;
    file = begun;
    index = compaction.index();
    length = compaction.length();
    damagedBytes = compaction.damagedBytes();
    planCompaction();
    old.close();
    reader.close();
    try {
      reader = new RandomAccessFile(path.path().toFile(), "r");
    } catch (IOException failed) {
      breakDown(failed);
      throw failed;
    }
  }

  /** What isn't durable yet fails; what is, stays. */
  @Override
  public void close() throws IOException {
    while (writing) {
      idle.awaitUninterruptibly();
    }
    breakDown(new IOException("closed"));
    try {
      file.close();
    } finally {
      reader.close();
    }
  }
}
