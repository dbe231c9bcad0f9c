package dev.videogen.core.download;

import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Fetches files without any credential, in constant memory. A broken transfer goes on where it
 * broke off if the server allows, and starts over if it doesn't. Thread-safe; the methods block.
 *
 * <p>Addresses and redirects must be https, unless they are on this machine.
 */
public final class Downloads {
  private final OkHttpClient client;
  private final Timekeeper time;
  private final Set<Call> live = ConcurrentHashMap.newKeySet();
  private final Set<CountDownLatch> resting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Downloads(OkHttpClient client, Timekeeper time) {
    this.client = client;
    this.time = time;
  }

  /**
   * Fetches a file to {@code target}, which must not exist.
   *
   * @throws IOException as {@link #download(String, Path, DownloadOptions)}
   */
  public Path download(String url, Path target) throws IOException {
    return download(url, target, DownloadOptions.DEFAULT);
  }

  /**
   * Fetches a file to {@code target}. It is written beside the target and moved there when whole,
   * so that the target is either as before or complete.
   *
   * @throws FileAlreadyExistsException if the target exists and isn't to be overwritten
   * @throws DownloadFailedException if the address isn't https, the answer isn't a file of a fit
   *     size, the transfer keeps breaking, or the disk can't take it
   * @throws IOException if the target's folder can't be written to
   */
  public Path download(String url, Path target, DownloadOptions options) throws IOException {
    if (!options.overwrite() && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try (PartialFile file = PartialFile.open(url, target, options.keepPartial())) {
      new Transfer(this, time, options).run(parse(url), file);
      file.moveTo(target, options.overwrite());
    }
    return target;
  }

  /**
   * Fetches a file to a stream, which is left open. What was written can't be taken back: if the
   * server makes the transfer start over, it fails.
   *
   * @return how many bytes were written
   * @throws DownloadFailedException as {@link #download(String, Path, DownloadOptions)}
   * @throws IOException if the stream refuses
   */
  public long download(String url, OutputStream target, DownloadOptions options)
      throws IOException {
    StreamTarget stream = new StreamTarget(target);
    new Transfer(this, time, options).run(parse(url), stream);
    return stream.size();
  }

  private static HttpUrl parse(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException("url: not an http or https URL");
    }
    return parsed;
  }

  Call newCall(Request request, DownloadOptions options) throws IOException {
    Call call = client.newBuilder().readTimeout(options.readTimeout()).build().newCall(request);
    live.add(call);
    if (closed) {
      call.cancel();
    }
    return call;
  }

  void ended(Call call) {
    live.remove(call);
  }

  /** Closing wakes whoever waits for {@code wake}. */
  void rests(CountDownLatch wake) {
    resting.add(wake);
    if (closed) {
      wake.countDown();
    }
  }

  void rested(CountDownLatch wake) {
    resting.remove(wake);
  }

  boolean isClosed() {
    return closed;
  }

  public void close() {
    closed = true;
    live.forEach(Call::cancel);
    resting.forEach(CountDownLatch::countDown);
  }
}
