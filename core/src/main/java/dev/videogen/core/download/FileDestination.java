package dev.videogen.core.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a free name in a folder. The bytes are gathered beside it, in a file that is moved
 * when it is whole.
 *
 * @param path what the caller named: the file, or the folder
 * @param folder where the file is put
 * @param name its name, or the first one to try
 * @param anyFreeName whether another name will do
 */
record FileDestination(Path path, Path folder, String name, boolean anyFreeName)
    implements Destination<Path> {

  static FileDestination file(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    Path name = target.getFileName();
    if (folder == null || name == null || name.toString().isEmpty()) {
      throw new IllegalArgumentException("target: " + target + ", must name a file");
    }
    return new FileDestination(target, folder, name.toString(), false);
  }

  static FileDestination freeNameIn(Path folder, String name) {
    Path plain = folder.getFileSystem().getPath(name).getFileName();
    if (plain == null
        || name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || !plain.toString().equals(name)) {
      throw new IllegalArgumentException("name: " + name + ", must be a plain file name");
    }
    return new FileDestination(folder, folder, name, true);
  }

  @Override
  public DownloadTarget<Path> open(String url, DownloadSettings settings) throws IOException {
    // Asked first, because createDirectories refuses a link to a folder.
    if (anyFreeName && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    if (!anyFreeName && !settings.overwrite()) {
      requireFree(first());
    }
    return new FileTarget(partial(url, settings), settings.overwrite());
  }

  private PartialFile partial(String url, DownloadSettings settings) throws IOException {
    if (settings.keepPartial()) {
      try {
        return PartialFile.kept(folder, name, url);
      } catch (PartialLock.BusyException taken) {
        // In a folder, downloads of one name don't compete: each gets a name of its own.
        if (!anyFreeName) {
          throw taken;
        }
      }
    }
    return PartialFile.temporary(folder);
  }

  private Path first() {
    return anyFreeName ? folder.resolve(name) : path;
  }

  /** The n-th name to try: {@code name.mp4}, {@code name-2.mp4}, and so on. */
  private Path candidate(int n) {
    if (n == 1) {
      return first();
    }
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return folder.resolve(name.substring(0, end) + "-" + n + name.substring(end));
  }

  private static void requireFree(Path target) throws FileAlreadyExistsException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  private final class FileTarget implements DownloadTarget<Path> {
    private final PartialFile partial;
    private final boolean overwrite;

    FileTarget(PartialFile partial, boolean overwrite) {
      this.partial = partial;
      this.overwrite = overwrite;
    }

    @Override
    public ByteBuffer newBuffer() {
      // A channel would copy a buffer on the heap to one outside before each write.
      return ByteBuffer.allocateDirect(CHUNK);
    }

    @Override
    public long size() {
      return partial.size();
    }

    @Override
    public @Nullable String validator() {
      return partial.validator();
    }

    @Override
    public void validator(@Nullable String validator) throws IOException {
      partial.validator(validator);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      partial.write(bytes);
    }

    @Override
    public boolean startOver() throws IOException {
      partial.startOver();
      return true;
    }

    @Override
    public @Nullable Path kept() {
      return partial.isWorthKeeping() ? partial.path() : null;
    }

    @Override
    public Path complete() throws IOException {
      if (overwrite) {
        partial.replace(first());
        return first();
      }
      for (int n = 1; ; n++) {
        Path target = candidate(n);
        try {
          partial.moveTo(target);
          return target;
        } catch (FileAlreadyExistsException taken) {
          if (!anyFreeName) {
            throw taken;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      partial.close();
    }
  }
}
