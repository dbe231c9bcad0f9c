package dev.videogen.core.download;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is being fetched, under a name that no other program uses. One that is to be kept has
 * a fixed name, a lock, and a note of where it comes from and which state of the file it belongs
 * to.
 */
final class PartialFile implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.downloads");
  private final Path path;
  private final FileChannel channel;
  private final @Nullable PartialLock lock;
  private final @Nullable PartialNote note;
  private long size;
  private @Nullable String validator;
  private boolean moved;

  private PartialFile(
      Path path, FileChannel channel, @Nullable PartialLock lock, @Nullable PartialNote note) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
    this.note = note;
  }

  static PartialFile temporary(Path folder) throws IOException {
    // Not createTempFile: its files stay unreadable to others after the move.
    Path path = folder.resolve(".videogen-" + UUID.randomUUID() + ".part");
    return new PartialFile(path, FileChannel.open(path, CREATE_NEW, WRITE), null, null);
  }

  static PartialFile kept(Path folder, String name, String url) throws IOException {
    // A hash, because the name with anything added may be too long for a file system.
    String id = ByteString.encodeUtf8(name).sha256().hex().substring(0, 16);
    Path path = folder.resolve(".videogen-" + id + ".part");
    PartialNote note = new PartialNote(folder.resolve(".videogen-" + id + ".note"), url);
    PartialLock lock = PartialLock.of(path);
    PartialFile file = new PartialFile(path, lock.channel(), lock, note);
    try {
      file.resume(note);
    } catch (Throwable failed) {
      lock.close();
      throw failed;
    }
    return file;
  }

  private void resume(PartialNote from) throws IOException {
    validator = from.read();
    if (validator == null) {
      startOver();
    } else {
      size = channel.size();
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  @Nullable String validator() {
    return validator;
  }

  void validator(@Nullable String newValidator) throws IOException {
    validator = newValidator;
    if (note != null) {
      note.replace(newValidator);
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      size += channel.write(bytes, size);
    }
  }

  void startOver() throws IOException {
    channel.truncate(0);
    size = 0;
    validator(null);
  }

  /** Whether another download could go on from here. */
  boolean isWorthKeeping() {
    return !moved && note != null && validator != null && size > 0;
  }

  void replace(Path target) throws IOException {
    closeUnlocked();
    atomically(target);
  }

  /** The note goes first: once the name is free, another download may have a note there. */
  private void atomically(Path target) throws IOException {
    String state = validator;
    validator(null);
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      moved = true;
    } finally {
      if (!moved) {
        validator(state);
      }
    }
  }

  /** Moves it unless the target exists: an atomic move would replace it, and a link doesn't. */
  void moveTo(Path target) throws IOException {
    closeUnlocked();
    try {
      Files.createLink(target, path);
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      moveToReserved(target);
      return;
    }
    moved = true;
    try {
      validator(null);
      Files.delete(path);
    } catch (IOException kept) {
      // The target is complete, even if the other names stay.
      LOG.warn("the partial file {} could not be removed", path, kept);
    }
  }

  /** Some file systems have no links. There, an empty file holds the name for a moment. */
  private void moveToReserved(Path target) throws IOException {
    Files.createFile(target);
    try {
      atomically(target);
    } catch (IOException failed) {
      Files.deleteIfExists(target);
      throw failed;
    }
  }

  /** Only closing tells of some write errors; a locked file stays open until it has moved. */
  private void closeUnlocked() throws IOException {
    if (lock == null) {
      channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!moved && !isWorthKeeping()) {
        validator(null);
        Files.deleteIfExists(path);
      }
    } finally {
      channel.close();
      if (lock != null) {
        lock.close();
      }
    }
  }
}
