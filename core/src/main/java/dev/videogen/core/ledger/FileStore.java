package dev.videogen.core.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file said when it was opened, read without the right to it: its application may go on
 * writing, and even replace it. Only {@link #settle} takes the right, for as long as it runs.
 */
final class FileStore implements LedgerDesk.Store {
  private final String name;
  private final LedgerFile path;
  private final RandomAccessFile file;
  private final Loading loaded;

  private FileStore(String name, LedgerFile path, RandomAccessFile file, Loading loaded) {
    this.name = name;
    this.path = path;
    this.file = file;
    this.loaded = loaded;
  }

  static FileStore open(String name) throws IOException {
    LedgerFile path = LedgerFile.at(Path.of(name), new Disk());
    if (!path.exists()) {
      throw new NoSuchFileException(name);
    }
    RandomAccessFile file = new RandomAccessFile(path.path().toFile(), "r");
    try {
      Loading loading = new Loading(path);
      long unused = LineScan.read(file, loading);
      loading.check();
      return new FileStore(name, path, file, loading);
    } catch (Throwable failed) {
      file.close();
      throw failed;
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** Who is at which key is in the application's memory alone. */
  @Override
  public boolean knowsHolders() {
    return false;
  }

  @Override
  public List<Damage> damage() {
    return loaded.damage();
  }

  @Override
  public List<Entry> unsettled() throws IOException {
    List<Entry> all = new ArrayList<>();
    for (long place : loaded.index().places(Entry.State.SENT)) {
      all.add(path.read(file, place));
    }
    all.sort(Comparator.comparing(FileLedger::sentAt));
    return all;
  }

  @Override
  public @Nullable Entry find(String key) throws IOException {
    long place = loaded.index().get(KeyHash.of(key));
    return place == 0 ? null : path.read(file, place);
  }

  @Override
  public boolean settle(String key, Settlement settlement, String reason, Instant now)
      throws IOException {
    try (FileLedger ledger = FileLedger.open(path.path())) {
      return ledger.settle(key, settlement, reason, now);
    } catch (LedgerLock.TakenException taken) {
      throw new IOException(
          taken.getMessage()
              + ", and while it does, nothing can be settled from here: stop it (\"fuser "
              + Printable.argument(name + ".lock")
              + "\" tells its process id), then type this again",
          taken);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
