package dev.videogen.core.download;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that could not be fetched. The target is as it was before. */
public final class DownloadFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  private final long received;
  private final transient @Nullable Path partialFile;

  DownloadFailedException(Failure failure, long received, @Nullable Path partialFile) {
    super(failure);
    this.received = received;
    this.partialFile = partialFile;
  }

  /** How many bytes had come. */
  public long received() {
    return received;
  }

  /**
   * The beginning of the file, if it was asked to be kept, from where the next download goes on.
   */
  public @Nullable Path partialFile() {
    return partialFile;
  }
}
