package dev.videogen.core.download;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a download goes, however often it is run.
 *
 * @param <T> what a finished run yields
 */
interface Destination<T> {
  /** Makes ready for one run. */
  DownloadTarget<T> open(String url, DownloadSettings settings) throws IOException;

  /** The file or folder; null for a stream. */
  @Nullable Path path();
}
