package dev.videogen.core.ledger;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The ledger's name on the disk: what may stand there, and how a new file takes its place. */
final class LedgerFile {
  private final Path path;
  private final Path folder;
  private final Disk disk;

  private LedgerFile(Path path, Path folder, Disk disk) {
    this.path = path;
    this.folder = folder;
    this.disk = disk;
  }

  static LedgerFile at(Path given, Disk disk) throws IOException {
    if (given.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException("file: " + given + ", must be of the system's own files");
    }
    Path absolute = given.toAbsolutePath().normalize();
    Path name = absolute.getFileName();
    if (name == null) {
      throw new FileSystemException(given.toString(), null, "not a regular file");
    }
    // The real folder: links lead to it by several paths, and one file has one lock.
    Path folder = Objects.requireNonNull(absolute.getParent()).toRealPath();
    return new LedgerFile(folder.resolve(name), folder, disk);
  }

  Path path() {
    return path;
  }

  Path folder() {
    return folder;
  }

  private Path temporary() {
    return path.resolveSibling(path.getFileName() + ".compacting");
  }

  /** Whether there is a file. */
  boolean exists() throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return false;
    }
    if (!attributes.isRegularFile()) {
      throw refused("not a regular file");
    }
    if (attributes.size() == 0) {
      // It may have been a ledger that lost all it knew.
      throw refused("empty, and so no ledger; remove it to begin a new one");
    }
    return true;
  }

  FileSystemException refused(String why) {
    return new FileSystemException(path.toString(), null, why);
  }

  /** The entry at a place that {@link KeyIndex} tells. */
  Entry read(RandomAccessFile reader, long place) throws IOException {
    byte[] line = new byte[KeyIndex.length(place)];
    reader.seek(KeyIndex.offset(place));
    reader.readFully(line);
    Entry entry =
        LedgerLine.isWhole(line, 0, line.length) ? LedgerLine.entry(line, 0, line.length) : null;
    if (entry == null) {
      throw refused("damaged since it was opened: the line at byte " + KeyIndex.offset(place));
    }
    return entry;
  }

  /** A file that isn't the ledger yet, with the first line of one. */
  RandomAccessFile begin() throws IOException {
    Path temporary = temporary();
    // One that a killed process left.
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, OwnerOnly.attributes(path));
    RandomAccessFile file = new RandomAccessFile(temporary.toFile(), "rw");
    try {
      disk.write(file, LedgerLine.HEADER, LedgerLine.HEADER.length);
    } catch (Throwable failed) {
      discard(file);
      throw failed;
    }
    return file;
  }

  void discard(RandomAccessFile begun) throws IOException {
    begun.close();
    Files.deleteIfExists(temporary());
  }

  /**
   * Makes the file that was begun the ledger. If this fails before anything is replaced, the ledger
   * is as it was.
   *
   * @throws ReplacedException if it can't be told which file the name stands for after a crash
   */
  void finish(RandomAccessFile begun) throws IOException {
    disk.sync(begun);
    try {
      disk.replace(temporary(), path);
    } catch (Throwable failed) {
      if (Files.exists(temporary(), NOFOLLOW_LINKS)) {
        throw failed;
      }
      throw new ReplacedException(path, failed);
    }
    try {
      disk.syncFolder(folder);
    } catch (IOException failed) {
      throw new ReplacedException(path, failed);
    }
  }

  /** The name was given to the new file, perhaps not durably. */
  static final class ReplacedException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    ReplacedException(Path path, Throwable cause) {
      super(path.toString(), null, "replaced, and nobody knows whether durably");
      initCause(cause);
    }
  }
}
