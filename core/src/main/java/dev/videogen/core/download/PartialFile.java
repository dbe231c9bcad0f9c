package dev.videogen.core.download;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being fetched, beside its target. One that is to be kept has a fixed name, and
 * beside it a note of where it comes from and which state of the file it belongs to.
 */
final class PartialFile implements DownloadTarget, AutoCloseable {
  private final String url;
  private final Path path;
  private final @Nullable Path note;
  private final FileChannel channel;
  private long size;
  private @Nullable String validator;
  private boolean moved;

  private PartialFile(
      String url, Path path, @Nullable Path note, FileChannel channel, @Nullable String validator)
      throws IOException {
    this.url = url;
    this.path = path;
    this.note = note;
    this.channel = channel;
    this.validator = validator;
    this.size = validator == null ? 0 : channel.size();
  }

  static PartialFile open(String url, Path target, boolean keep) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path name = target.getFileName();
    if (folder == null || name == null) {
      throw new IllegalArgumentException("target: " + target + ", must name a file");
    }
    if (!keep) {
      // Not createTempFile: its files stay unreadable to others after the move.
      Path path = folder.resolve(name + "." + UUID.randomUUID() + ".part");
      return new PartialFile(url, path, null, FileChannel.open(path, CREATE_NEW, WRITE), null);
    }
    Path path = folder.resolve(name + ".part");
    Path note = folder.resolve(name + ".part.note");
    FileChannel channel = FileChannel.open(path, CREATE, WRITE);
    try {
      lock(channel, path);
      String validator = null;
      if (Files.exists(note)) {
        List<String> lines = Files.readAllLines(note);
        validator = lines.size() == 2 && lines.get(0).equals(url) ? lines.get(1) : null;
      }
      return new PartialFile(url, path, note, channel, validator);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Two downloads that write one partial file would leave a mixture of both. */
  private static void lock(FileChannel channel, Path path) throws IOException {
    boolean free;
    try {
      free = channel.tryLock() != null;
    } catch (OverlappingFileLockException heldHere) {
      free = false;
    }
    if (!free) {
      throw new FileSystemException(path.toString(), null, "another download is writing it");
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public @Nullable String validator() {
    return validator;
  }

  @Override
  public void validator(@Nullable String newValidator) throws IOException {
    validator = newValidator;
    if (note != null) {
      if (newValidator == null) {
        Files.deleteIfExists(note);
      } else {
        Files.write(note, List.of(url, newValidator));
      }
    }
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      size += channel.write(buffer, size);
    }
  }

  @Override
  public boolean startOver() throws IOException {
    channel.truncate(0);
    size = 0;
    return true;
  }

  @Override
  public @Nullable Path kept() {
    return note != null && validator != null && size > 0 ? path : null;
  }

  void moveTo(Path target, boolean overwrite) throws IOException {
    channel.truncate(size);
    channel.close();
    if (overwrite) {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      moveWithoutOverwriting(target);
    }
    moved = true;
  }

  /** An atomic move replaces what is there, and a link doesn't. */
  private void moveWithoutOverwriting(Path target) throws IOException {
    try {
      Files.createLink(target, path);
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    // Not within the fall-back: once linked, the target is whole and must not count as taken.
    Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Path stays = kept();
    if (moved || stays == null) {
      if (!moved) {
        Files.deleteIfExists(path);
      }
      if (note != null) {
        Files.deleteIfExists(note);
      }
    }
  }
}
