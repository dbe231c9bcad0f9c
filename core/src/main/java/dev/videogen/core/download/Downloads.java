package dev.videogen.core.download;

import dev.videogen.core.ClientBuilder;
import dev.videogen.core.time.DaemonThreads;
import dev.videogen.core.time.Timekeeper;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Fetches files without any credential, in constant memory. Thread-safe.
 *
 * <pre>{@code
 * Path file = client.downloads().download(video.videoUrl(), Path.of("market.mp4")).execute();
 * }</pre>
 *
 * <p>A URL out of a response isn't trusted: it and its redirects must be https, and must not lead
 * to this machine or into a private network. Only for a client whose base URL is on this machine
 * may files be there, too, and over http. With a proxy it is the proxy that resolves host names, so
 * only hosts that are IP addresses are checked then.
 */
public final class Downloads {
  private static final Duration INTERRUPT_CHECK = Duration.ofMillis(50);

  private final OkHttpClient client;
  private final HostRule hosts;
  private final Timekeeper time;
  private final ThreadFactory threads = DaemonThreads.named("videogen-download");
  private final Set<DownloadRun<?>> live = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Downloads with the network settings of {@code client}, stripped of all that could be a
   * credential.
   *
   * @param serviceUrl the base URL of the service whose files these are
   */
  public Downloads(OkHttpClient client, HttpUrl serviceUrl, Timekeeper time) {
    this.client = BareClient.of(client);
    this.hosts = new HostRule(ClientBuilder.isLoopback(serviceUrl.host()));
    this.time = time;
  }

  /**
   * Describes a download to a file, which must not exist unless it is to be overwritten.
   *
   * @throws IllegalArgumentException if {@code target} names no file
   */
  public Download<Path> download(String url, Path target) {
    return described(url, FileDestination.file(target));
  }

  /**
   * Describes a download into a folder, which is made if need be. A name that is taken is not an
   * error: {@code name.mp4} becomes {@code name-2.mp4}, then {@code name-3.mp4}, also where several
   * processes write to the folder.
   *
   * @param name the file's name, unless it is taken
   * @throws IllegalArgumentException if {@code name} is no plain file name
   */
  public Download<Path> downloadInto(String url, Path folder, String name) {
    return described(url, FileDestination.freeNameIn(folder, name));
  }

  /**
   * Describes a download to a stream, which is left open, and yields how many bytes were written.
   * What was written can't be taken back: if the server makes the transfer start over, it fails.
   */
  public Download<Long> download(String url, OutputStream target) {
    return described(url, new StreamDestination(target));
  }

  private <T> Download<T> described(String url, Destination<T> destination) {
    return new Download<>(this, url, destination, DownloadSettings.DEFAULT);
  }

  OkHttpClient client() {
    return client;
  }

  HostRule hosts() {
    return hosts;
  }

  Timekeeper time() {
    return time;
  }

  /** Runs what may take long, or run the user's code, away from the timer and from the caller. */
  void onThread(Runnable task) {
    threads.newThread(task).start();
  }

  void started(DownloadRun<?> run) {
    live.add(run);
    if (closed) {
      run.stop(DownloadFailedException.Kind.CLOSED);
    }
  }

  void ended(DownloadRun<?> run) {
    live.remove(run);
  }

  /** A socket read doesn't notice an interrupt. One watch serves all blocking downloads. */
  void watchInterrupts() {
    if (watching.compareAndSet(false, true)) {
      Timekeeper.Alarm unused = Timekeeper.system().limit(INTERRUPT_CHECK, this::checkInterrupts);
    }
  }

  private void checkInterrupts() {
    watching.set(false);
    boolean blocking = false;
    for (DownloadRun<?> run : live) {
      blocking |= run.isBlocking();
      if (run.isInterrupted() && !run.isStopped()) {
        onThread(run::stopIfInterrupted);
      }
    }
    if (blocking) {
      watchInterrupts();
    }
  }

  /** Ends all downloads under way with {@link DownloadFailedException}, and all later ones. */
  public void close() {
    closed = true;
    live.forEach(run -> run.stop(DownloadFailedException.Kind.CLOSED));
  }
}
