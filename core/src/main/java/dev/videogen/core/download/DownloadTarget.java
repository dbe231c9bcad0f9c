package dev.videogen.core.download;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a download go. */
interface DownloadTarget {
  /** How many bytes are there. */
  long size();

  /** What the server called the state of the file that the bytes belong to, or null. */
  @Nullable String validator();

  /** Notes the state of the file that the next bytes belong to. */
  void validator(@Nullable String validator) throws IOException;

  void write(byte[] bytes, int length) throws IOException;

  /** Forgets what is there; false if that can't be. */
  boolean startOver() throws IOException;

  /** The file that will be kept if the download fails now, or null. */
  @Nullable Path kept();
}
