package dev.videogen.core.download;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Where a partial file comes from, and which state of the file it belongs to. It holds only a hash
 * of the URL, because a signed URL is a secret, and only its owner may read it.
 */
final class PartialNote {
  private static final String FORMAT = "videogen-download 1";
  private static final int LONGEST = 16 * 1024;

  private final Path path;
  private final String urlHash;

  PartialNote(Path path, String url) {
    this.path = path;
    this.urlHash = ByteString.encodeUtf8(url).sha256().hex();
  }

  /** The state of the file; null if there is no note, it is of another URL, or it is garbled. */
  @Nullable String read() throws IOException {
    if (!exists()) {
      return null;
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path, NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(LONGEST);
    }
    String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
    return lines.length == 4
            && lines[0].equals(FORMAT)
            && lines[1].equals(urlHash)
            && FileResponse.isHeaderValue(lines[2])
        ? lines[2]
        : null;
  }

  private boolean exists() throws IOException {
    try {
      if (Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).isRegularFile()) {
        return true;
      }
    } catch (NoSuchFileException absent) {
      return false;
    }
    throw new FileSystemException(path.toString(), null, "not a regular file");
  }

  /** Notes another state, or none. */
  void replace(@Nullable String validator) throws IOException {
    delete();
    if (validator == null) {
      return;
    }
    String text = FORMAT + "\n" + urlHash + "\n" + validator + "\n";
    try (FileChannel channel = FileChannel.open(path, Set.of(CREATE_NEW, WRITE), ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        int unused = channel.write(bytes);
      }
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void delete() throws IOException {
    if (exists()) {
      Files.deleteIfExists(path);
    }
  }
}
