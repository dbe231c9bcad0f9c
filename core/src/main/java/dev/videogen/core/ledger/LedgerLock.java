package dev.videogen.core.ledger;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sole right to a ledger's file. The lock is on a file of its own beside it, which stays: the
 * ledger's is replaced when it is compacted, and a process loses all locks on a file as soon as any
 * part of it closes that file, be it only to read it.
 */
final class LedgerLock implements Closeable {
  /** The ledgers of this JVM: the system's locks are between processes. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path ledger;
  private final FileChannel channel;

  private LedgerLock(Path ledger, FileChannel channel) {
    this.ledger = ledger;
    this.channel = channel;
  }

  /** Takes it for a path whose folder has no links in it. */
  static LedgerLock of(Path ledger) throws IOException {
    if (!OPEN.add(ledger)) {
      throw new TakenException(ledger, "this process has the ledger open already; share that one");
    }
    try {
      return new LedgerLock(ledger, locked(ledger));
    } catch (Throwable failed) {
      OPEN.remove(ledger);
      throw failed;
    }
  }

  private static FileChannel locked(Path ledger) throws IOException {
    FileChannel channel =
        FileChannel.open(
            ledger.resolveSibling(ledger.getFileName() + ".lock"),
            Set.of(CREATE, WRITE, NOFOLLOW_LINKS),
            OwnerOnly.attributes(ledger));
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException byAnotherLoader) {
      locked = false;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new TakenException(ledger, "another process has the ledger open");
    }
    return channel;
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      // Somebody else may have it by now.
      return;
    }
    try {
      channel.close();
    } finally {
      OPEN.remove(ledger);
    }
  }

  /** Somebody has the right. */
  static final class TakenException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    TakenException(Path ledger, String who) {
      super(ledger.toString(), null, who);
    }
  }
}
