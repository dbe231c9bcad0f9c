package dev.videogen.core.download;

import dev.videogen.core.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A file to fetch: what, where to, and how. Nothing happens before {@link #execute} or {@link
 * #executeAsync}; each of them fetches the file anew.
 *
 * <pre>{@code
 * Path file =
 *     nouvel
 *         .download(video, folder)
 *         .onProgress((received, total) -> bar.show(received, total))
 *         .deadline(Duration.ofMinutes(10))
 *         .execute();
 * }</pre>
 *
 * <p>A broken transfer goes on where it broke off if the server allows, and starts over if it
 * doesn't. No credential is sent, memory is constant, and a target is either as before or complete.
 *
 * <p>Immutable and thread-safe: every option returns a changed copy.
 *
 * @param <T> what a finished download yields: the file's path, or how many bytes a stream got
 */
public final class Download<T> {
  private final Fetching fetching;
  private final String url;
  private final Destination<T> destination;
  private final DownloadSettings settings;

  Download(Fetching fetching, String url, Destination<T> destination, DownloadSettings settings) {
    this.fetching = fetching;
    this.url = url;
    this.destination = destination;
    this.settings = settings;
  }

  private Download<T> with(Consumer<DownloadSettings.Draft> change) {
    DownloadSettings.Draft draft = new DownloadSettings.Draft(settings);
    change.accept(draft);
    return new Download<>(fetching, url, destination, draft.finished());
  }

  /**
   * Whether an existing target is replaced. By default a download to a file fails then, and one to
   * a folder picks a free name.
   *
   * @throws IllegalStateException if the target is a stream
   */
  public Download<T> overwrite(boolean overwrites) {
    requireFile("overwrite");
    return with(draft -> draft.overwrite = overwrites);
  }

  /**
   * The largest file to take, in bytes; by default 4 GiB.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Download<T> maxBytes(long bytes) {
    return with(draft -> draft.maxBytes = bytes);
  }

  /**
   * How many attempts in a row may fail without progress before giving up; by default 4. Progress
   * is 64 KiB, or 1 % of the file if that is less.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Download<T> maxAttempts(int attempts) {
    return with(draft -> draft.maxAttempts = attempts);
  }

  /**
   * Whether a failed download leaves its beginning beside the target, in a hidden file. The next
   * download of the same URL to the same target with this option goes on from there, even in
   * another process. By default it is deleted.
   *
   * @throws IllegalStateException if the target is a stream
   */
  public Download<T> keepPartial(boolean keeps) {
    requireFile("keepPartial");
    return with(draft -> draft.keepPartial = keeps);
  }

  /**
   * Whether to take a file that ends where the server closes the connection. It can't be told from
   * one that was cut off, so by default it is refused.
   */
  public Download<T> allowUnknownLength(boolean allows) {
    return with(draft -> draft.allowUnknownLength = allows);
  }

  /**
   * How long an attempt may go without receiving a byte; by default 30 s.
   *
   * @throws IllegalArgumentException if it isn't positive
   */
  public Download<T> readTimeout(Duration timeout) {
    return with(draft -> draft.readTimeout = timeout);
  }

  /**
   * How long the download may take with all attempts and waits; by default 30 minutes.
   *
   * @throws IllegalArgumentException if it isn't positive
   */
  public Download<T> deadline(Duration deadline) {
    return with(draft -> draft.deadline = deadline);
  }

  /** Tells a listener how far the download is, instead of the listener before. */
  public Download<T> onProgress(DownloadProgress listener) {
    return with(draft -> draft.progress = listener);
  }

  /** Tags the download for observers, as {@code ApiCall.tag} does a call. */
  public <V> Download<T> tag(Class<? super V> type, V value) {
    return with(draft -> draft.tags = draft.tags.with(type, value));
  }

  private void requireFile(String option) {
    if (destination.path() == null) {
      throw new IllegalStateException(option + ": the target is a stream, not a file");
    }
  }

  /**
   * Fetches the file on this thread. An interrupt ends it, and the thread's flag stays set.
   *
   * @throws DownloadFailedException if there is no complete file; its {@code kind()} says why
   */
  public T execute() throws DownloadFailedException {
    try {
      return run().execute();
    } catch (DownloadFailedException failure) {
      throw failure;
    } catch (IOException impossible) {
      throw new AssertionError("a download fails in one way", impossible);
    }
  }

  /**
   * Fetches the file without holding the caller's thread; a thread of the client's is held while
   * bytes come, and none during a wait. Cancelling the future ends the transfer, and deletes what
   * isn't to be kept. The future fails with {@link DownloadFailedException}.
   */
  public CompletableFuture<T> executeAsync() {
    return run().start();
  }

  private Run<T> run() {
    return fetching.runner().run(new DownloadCourse<>(fetching, url, destination, settings));
  }

  /** Shows neither the URL's query nor anything else that may be a secret. */
  @Override
  public String toString() {
    return "Download[" + DownloadUrls.shown(url) + "]";
  }
}
