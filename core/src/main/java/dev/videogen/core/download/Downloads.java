package dev.videogen.core.download;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.run.Runner;
import java.io.OutputStream;
import java.nio.file.Path;
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
@ProviderApi
public final class Downloads {
  private final Fetching fetching;

  /**
   * Downloads with the network settings of {@code client}, stripped of all that could be a
   * credential.
   *
   * @param onThisMachine whether the service is on this machine, so that its files may be, too
   * @param runner carries the downloads; they end when it closes
   */
  public Downloads(OkHttpClient client, boolean onThisMachine, Runner runner) {
    this.fetching = new Fetching(client, new HostRule(onThisMachine), runner);
  }

  /** Whether a host is this machine, by its name or address alone. */
  public static boolean isLoopback(String host) {
    return HostRule.isLoopback(host);
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

  <T> Download<T> described(String url, Destination<T> destination) {
    return new Download<>(fetching, url, destination, DownloadSettings.DEFAULT);
  }
}
