package dev.videogen.core.download;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sole right to write a partial file that is kept. It must outlast the move to the target: who
 * opened the file before and locked it after would write into the finished target.
 */
final class PartialLock implements Closeable {
  /**
   * The files locked by this JVM. A file's lock alone wouldn't do: closing any channel of a file
   * may drop all locks that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private PartialLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static PartialLock of(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    // The real folder: links lead to it by several paths.
    Path key = Objects.requireNonNull(folder).toRealPath().resolve(path.getFileName());
    if (!HELD.add(key)) {
      throw new BusyException(path);
    }
    try {
      FileChannel channel = null;
      while (channel == null) {
        channel = attempt(path);
      }
      return new PartialLock(key, channel);
    } catch (Throwable failed) {
      HELD.remove(key);
      throw failed;
    }
  }

  /** Opens and locks the file; null if it was made, moved or removed meanwhile. */
  private static @Nullable FileChannel attempt(Path path) throws IOException {
    Object before = identity(path);
    if (before == null) {
      create(path);
      return null;
    }
    FileChannel channel = open(path);
    if (channel == null) {
      return null;
    }
    boolean usable = false;
    try {
      lock(channel, path);
      usable = before.equals(identity(path));
      if (usable && hasOtherNames(path)) {
        // Linked to its target by a run that ended before it removed this name.
        Files.delete(path);
        usable = false;
      }
    } finally {
      if (!usable) {
        channel.close();
      }
    }
    return usable ? channel : null;
  }

  private static void create(Path path) throws IOException {
    try {
      FileChannel.open(path, CREATE_NEW, WRITE).close();
    } catch (FileAlreadyExistsException madeMeanwhile) {
      return;
    }
  }

  private static @Nullable FileChannel open(Path path) throws IOException {
    try {
      // READ, too: a pipe opened for writing alone blocks until somebody reads it.
      return FileChannel.open(path, READ, WRITE, NOFOLLOW_LINKS);
    } catch (NoSuchFileException movedMeanwhile) {
      return null;
    }
  }

  /** What tells the file from another one of its name; null if there is none. */
  private static @Nullable Object identity(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (NoSuchFileException absent) {
      return null;
    }
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(path.toString(), null, "not a regular file");
    }
    Object key = attributes.fileKey();
    return key == null ? "no keys on this file system" : key;
  }

  private static boolean hasOtherNames(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && ((Number) Files.getAttribute(path, "unix:nlink", NOFOLLOW_LINKS)).intValue() > 1;
  }

  private static void lock(FileChannel channel, Path path) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new BusyException(path);
      }
    } catch (OverlappingFileLockException heldByThisJvm) {
      throw new BusyException(path);
    }
  }

  /** Another download, in this process or another one, has the right. */
  static final class BusyException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    BusyException(Path path) {
      super(path.toString(), null, "another download is writing it");
    }
  }

  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(key);
    }
  }
}
