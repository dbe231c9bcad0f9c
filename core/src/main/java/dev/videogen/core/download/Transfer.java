package dev.videogen.core.download;

import dev.videogen.core.BackoffPolicy;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One download: attempts, each going on where the last one broke off. */
final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");
  private static final int CHUNK = 64 * 1024;
  private static final int MAX_REDIRECTS = 10;
  private static final String TRY_AGAIN = "Try again: what was generated is not lost.";

  private final Downloads downloads;
  private final Timekeeper time;
  private final DownloadOptions options;
  private final byte[] chunk = new byte[CHUNK];

  Transfer(Downloads downloads, Timekeeper time, DownloadOptions options) {
    this.downloads = downloads;
    this.time = time;
    this.options = options;
  }

  /** A failure that another attempt may mend. */
  private static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient @Nullable Duration serverWait;

    Broken(String message, int status, @Nullable Duration serverWait, @Nullable Throwable cause) {
      super(message, cause);
      this.status = status;
      this.serverWait = serverWait;
    }
  }

  void run(HttpUrl url, DownloadTarget target) throws IOException {
    int failures = 0;
    long farthest = target.size();
    while (true) {
      try {
        attempt(url, target);
        return;
      } catch (Broken broken) {
        // What comes again after starting over is no progress.
        failures = target.size() > farthest ? 1 : failures + 1;
        farthest = Math.max(farthest, target.size());
        if (failures >= options.maxAttempts() || downloads.isClosed()) {
          throw failed(
              url, target, String.valueOf(broken.getMessage()), broken.status, TRY_AGAIN, broken);
        }
        rest(url, target, broken, failures);
      }
    }
  }

  private void attempt(HttpUrl url, DownloadTarget target) throws IOException {
    HttpUrl at = url;
    for (int redirects = 0; ; redirects++) {
      requireSafe(url, at, target);
      Request request = request(at, target);
      Call call = downloads.newCall(request, options);
      try (Response response = execute(call)) {
        String location = response.isRedirect() ? response.header("Location") : null;
        if (location == null) {
          receive(url, response, target);
          return;
        }
        HttpUrl next = at.resolve(location);
        if (next == null || redirects == MAX_REDIRECTS) {
          throw failed(
              url,
              target,
              "redirected without end, or to no URL",
              response.code(),
              TRY_AGAIN,
              null);
        }
        at = next;
      } finally {
        downloads.ended(call);
      }
    }
  }

  /** An address out of an answer isn't trusted: what is no https leads nowhere. */
  private void requireSafe(HttpUrl origin, HttpUrl at, DownloadTarget target) throws IOException {
    boolean onThisMachine =
        ClientBuilder.isLoopback(origin.host()) && ClientBuilder.isLoopback(at.host());
    if (!at.isHttps() && !onThisMachine) {
      throw failed(
          origin,
          target,
          "the address " + at.scheme() + "://" + at.host() + " is not https",
          0,
          "Nothing was fetched: don't trust this address.",
          null);
    }
  }

  private static Request request(HttpUrl at, DownloadTarget target) {
    // Lengths and ranges count the bytes of the file, so it must not be compressed on its way.
    Request.Builder request = new Request.Builder().url(at).header("Accept-Encoding", "identity");
    String validator = target.validator();
    if (target.size() > 0 && validator != null) {
      request.header("Range", "bytes=" + target.size() + "-").header("If-Range", validator);
    }
    return request.build();
  }

  private static Response execute(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IOException failed) {
      throw new Broken(describe(failed), 0, null, failed);
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        // OkHttp throws it, undeclared, where a connection is being made.
        Thread.currentThread().interrupt();
        throw new Broken("the thread was interrupted", 0, null, thrown);
      }
      throw thrown;
    }
  }

  private void receive(HttpUrl url, Response response, DownloadTarget target) throws IOException {
    int status = response.code();
    long total;
    if (status == 416 && target.size() > 0) {
      if (isWhole(response, target)) {
        return;
      }
      startOver(url, target, status);
      throw new Broken("the server has another file than before", status, null, null);
    } else if (status == 206 && target.size() > 0) {
      total = resumedTotal(url, response, target);
    } else if (status == 200) {
      if (target.size() > 0) {
        startOver(url, target, status);
      }
      total = response.body().contentLength();
      target.validator(validator(response.headers()));
    } else if (status >= 500 || status == 429 || status == 408 || status == 425) {
      throw new Broken("status " + status, status, wait(response), null);
    } else {
      throw failed(
          url,
          target,
          "status " + status,
          status,
          "Ask the service for a new address: this one is not good.",
          null);
    }
    requireFile(url, response, target);
    requireSize(url, target, status, Math.max(total, target.size()));
    copy(url, response, target, total);
  }

  /** The end of a range that begins after the last byte. */
  private static boolean isWhole(Response response, DownloadTarget target) {
    return ("bytes */" + target.size()).equals(response.header("Content-Range"));
  }

  private long resumedTotal(HttpUrl url, Response response, DownloadTarget target)
      throws IOException {
    String range = response.header("Content-Range");
    String start = "bytes " + target.size() + "-";
    String tag = response.header("ETag");
    boolean changed = tag != null && !tag.equals(target.validator());
    if (range == null || !range.startsWith(start) || changed) {
      startOver(url, target, 206);
      throw new Broken("the server sent another range than asked for", 206, null, null);
    }
    // A server may send less than the rest (RFC 9110 section 15.3.7): only this tells the end.
    String whole = range.substring(range.indexOf('/') + 1);
    if (whole.matches("\\d{1,18}")) {
      return Long.parseLong(whole);
    }
    long rest = response.body().contentLength();
    return rest < 0 ? -1 : target.size() + rest;
  }

  private void startOver(HttpUrl url, DownloadTarget target, int status) throws IOException {
    if (!target.startOver()) {
      throw failed(
          url,
          target,
          "the server can't go on where the transfer broke off",
          status,
          "Download again: the stream can't take back what it got.",
          null);
    }
    target.validator(null);
  }

  private void requireFile(HttpUrl url, Response response, DownloadTarget target)
      throws IOException {
    MediaType type = response.body().contentType();
    if (type == null) {
      return;
    }
    String subtype = type.subtype().toLowerCase(Locale.ROOT);
    if (type.type().equalsIgnoreCase("text")
        || subtype.endsWith("json")
        || subtype.endsWith("xml")) {
      throw failed(
          url,
          target,
          "the answer is " + type.type() + "/" + type.subtype() + ", not a file",
          response.code(),
          "Ask the service for a new address: this one is not good.",
          null);
    }
  }

  private void requireSize(HttpUrl url, DownloadTarget target, int status, long size)
      throws IOException {
    if (size > options.maxBytes()) {
      target.validator(null);
      throw failed(
          url,
          target,
          "the file has " + size + " bytes or more, at most " + options.maxBytes(),
          status,
          "Allow more bytes, if the file is meant to be that large.",
          null);
    }
  }

  private void copy(HttpUrl url, Response response, DownloadTarget target, long total)
      throws IOException {
    InputStream body = response.body().byteStream();
    while (true) {
      int read;
      try {
        read = body.read(chunk);
      } catch (IOException broke) {
        throw new Broken(describe(broke), response.code(), null, broke);
      }
      if (read < 0) {
        break;
      }
      requireSize(url, target, response.code(), target.size() + read);
      try {
        target.write(chunk, read);
      } catch (IOException full) {
        throw failed(
            url,
            target,
            "the file can't be written: " + describe(full),
            response.code(),
            "Make room, then download again: what was generated is not lost.",
            full);
      }
      tell(target.size(), total);
    }
    if (total >= 0 && target.size() != total) {
      throw new Broken(
          target.size() + " bytes came, " + total + " were announced", response.code(), null, null);
    }
    if (target.size() == 0) {
      throw failed(url, target, "the file is empty", response.code(), TRY_AGAIN, null);
    }
  }

  private void tell(long received, long total) {
    try {
      options.progress().received(received, total);
    } catch (RuntimeException thrown) {
      LOG.warn("the progress listener failed, and the download goes on", thrown);
    }
  }

  private void rest(HttpUrl url, DownloadTarget target, Broken broken, int failures)
      throws IOException {
    Duration own = Duration.ofSeconds(1L << Math.min(failures - 1, 5));
    Duration wait = broken.serverWait != null ? broken.serverWait : own;
    if (wait.compareTo(BackoffPolicy.DEFAULT.maxServerWait()) > 0) {
      throw failed(
          url,
          target,
          broken.getMessage() + ", try again in " + Failure.seconds(wait),
          broken.status,
          TRY_AGAIN,
          broken);
    }
    CountDownLatch wake = new CountDownLatch(1);
    downloads.rests(wake);
    Timekeeper.Alarm alarm = time.pause(wait, wake::countDown);
    try {
      wake.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(url, target, "the thread was interrupted", 0, TRY_AGAIN, broken);
    } finally {
      alarm.cancel();
      downloads.rested(wake);
    }
    if (downloads.isClosed()) {
      throw failed(url, target, "the client was closed", broken.status, TRY_AGAIN, broken);
    }
  }

  private @Nullable Duration wait(Response response) {
    return ServerWait.fromHeader(response.headers(), time.now());
  }

  /** Only a strong validator promises the same bytes (RFC 9110 section 13.1.5). */
  private static @Nullable String validator(Headers headers) {
    String tag = headers.get("ETag");
    if (tag != null) {
      return tag.startsWith("W/") ? null : tag;
    }
    return headers.get("Last-Modified");
  }

  private DownloadFailedException failed(
      HttpUrl url,
      DownloadTarget target,
      String error,
      int status,
      String advice,
      @Nullable Throwable cause) {
    Failure.Builder failure =
        Failure.builder(CallInfo.free(url.host(), "download", "GET"), time.now())
            .error(error)
            .advice(advice)
            .cause(cause);
    if (status != 0) {
      failure.response(new ErrorResponse("download", status, Headers.of(), "", false, time.now()));
    }
    return new DownloadFailedException(failure.build(), target.size(), target.kept());
  }

  private static String describe(IOException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
