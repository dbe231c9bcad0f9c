package dev.videogen.core.download;

import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the bytes of a body into a target. OkHttp hands them over in pieces of 8 KiB, and a write
 * for each would cost more than all the rest, so they are gathered first.
 */
final class BodyCopy {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.downloads");
  private static final long LONGEST_GATHERING = TimeUnit.MILLISECONDS.toNanos(100);

  private final DownloadSettings settings;
  private @Nullable ByteBuffer gathered;

  BodyCopy(DownloadSettings settings) {
    this.settings = settings;
  }

  /**
   * Copies a body to its end.
   *
   * @param total the whole file's size, or -1
   */
  void copy(Response response, DownloadTarget<?> target, long total) throws IOException {
    ByteBuffer chunk = gathered == null ? target.newBuffer() : gathered;
    gathered = chunk.clear();
    FileResponse file = new FileResponse(response);
    BufferedSource source = response.body().source();
    long written = Timekeeper.system().nanoTime();
    boolean ended = false;
    while (!ended) {
      try {
        ended = source.read(chunk) < 0;
      } catch (IOException broke) {
        write(chunk, target, total);
        throw TransferFailure.passing(TransferFailure.describe(broke), response.code(), broke);
      }
      if (target.size() + chunk.position() > settings.maxBytes()) {
        // Not to be kept: an endless file would fill the disk.
        boolean unused = target.startOver();
        file.requireSize(settings.maxBytes() + 1, settings);
      }
      long now = Timekeeper.system().nanoTime();
      if (ended || !chunk.hasRemaining() || now - written > LONGEST_GATHERING) {
        write(chunk, target, total);
        written = now;
      }
    }
    if (total >= 0 && target.size() != total) {
      throw TransferFailure.passing(
          target.size() + " bytes came, " + total + " were announced", response.code(), null);
    }
    if (target.size() == 0) {
      throw file.refused("the file is empty", TransferFailure.TRY_LATER);
    }
  }

  private void write(ByteBuffer chunk, DownloadTarget<?> target, long total)
      throws TransferFailure {
    if (chunk.flip().hasRemaining()) {
      try {
        target.write(chunk);
      } catch (Throwable failed) {
        // An interrupt closes a file's channel, and that is no fault of the disk.
        throw Thread.currentThread().isInterrupted()
            ? TransferFailure.passing("the thread was interrupted", 0, failed)
            : TransferFailure.target("the target can't be written", failed);
      }
      tell(target.size(), total);
    }
    chunk.clear();
  }

  private void tell(long received, long total) {
    try {
      settings.progress().received(received, total);
    } catch (Throwable thrown) {
      LOG.warn("the progress listener failed, and the download goes on", thrown);
    }
  }
}
