package dev.videogen.core.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one run go.
 *
 * @param <T> what it yields when complete
 */
interface DownloadTarget<T> extends AutoCloseable {
  /** How much is gathered before it is written. */
  int CHUNK = 256 * 1024;

  /** A buffer that suits {@link #write}. */
  ByteBuffer newBuffer();

  /** How many bytes are there. */
  long size();

  /** What the server called the state of the file that the bytes belong to, or null. */
  @Nullable String validator();

  /** Notes the state of the file that the next bytes belong to. */
  void validator(@Nullable String validator) throws IOException;

  /** Appends all that remains in a buffer. */
  void write(ByteBuffer bytes) throws IOException;

  /** Forgets what is there, and its state; false if that can't be. */
  boolean startOver() throws IOException;

  /** The file that stays if the download fails now, or null. */
  @Nullable Path kept();

  /** Puts the whole file where it belongs. */
  T complete() throws IOException;

  @Override
  void close() throws IOException;
}
