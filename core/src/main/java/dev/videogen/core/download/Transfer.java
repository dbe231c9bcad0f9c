package dev.videogen.core.download;

import dev.videogen.core.download.DownloadFailedException.Kind;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The attempts of one download, each going on where the last one broke off. */
final class Transfer {
  private static final int MAX_REDIRECTS = 10;

  private final OkHttpClient client;
  private final HostRule hosts;
  private final Timekeeper time;
  private final RunningCall running;
  private final DownloadSettings settings;
  private final HttpUrl url;
  private final BodyCopy copy;
  private long total = -1;

  Transfer(Downloads downloads, RunningCall running, DownloadSettings settings, HttpUrl url) {
    this.client = downloads.client();
    this.hosts = downloads.hosts();
    this.time = downloads.runner().time();
    this.running = running;
    this.settings = settings;
    this.url = url;
    this.copy = new BodyCopy(settings);
  }

  /** Makes one attempt, and returns why it failed, or null if the file is whole. */
  @Nullable TransferFailure attempt(DownloadTarget<?> target) {
    try {
      if (running.isCanceled()) {
        return TransferFailure.passing("the download was stopped", 0, null);
      }
      follow(target);
      return null;
    } catch (TransferFailure failure) {
      return failure;
    } catch (IOException failed) {
      return TransferFailure.target("the target can't be written", failed);
    } catch (Throwable thrown) {
      return TransferFailure.lasting(
          Kind.CONNECTION,
          "an event listener, or another part of your OkHttpClient, failed: "
              + TransferFailure.describe(thrown),
          0,
          "Fix it, then download: what was generated is not lost.",
          thrown);
    }
  }

  /** The whole file's size, as far as the server has told, or -1. */
  long total() {
    return total;
  }

  private void follow(DownloadTarget<?> target) throws IOException {
    HttpUrl at = url;
    for (int redirects = 0; ; redirects++) {
      String refusal = hosts.refusal(at);
      if (refusal != null) {
        throw unusable(refusal);
      }
      Call call = newCall(at, target);
      running.runs(call);
      try (Response response = execute(call)) {
        String location = response.isRedirect() ? response.header("Location") : null;
        if (location == null) {
          receive(response, target);
          return;
        }
        HttpUrl next = at.resolve(location);
        if (next == null || redirects == MAX_REDIRECTS) {
          throw TransferFailure.lasting(
              Kind.URL,
              "redirected without end, or to no URL",
              response.code(),
              TransferFailure.NEW_URL,
              null);
        }
        at = next;
      } finally {
        running.ended();
      }
    }
  }

  static TransferFailure unusable(String why) {
    return TransferFailure.lasting(
        Kind.URL, why, 0, "Nothing was fetched: don't trust this URL.", null);
  }

  private Call newCall(HttpUrl at, DownloadTarget<?> target) {
    // Lengths and ranges count the bytes of the file, so it must not be compressed on its way.
    Request.Builder request = new Request.Builder().url(at).header("Accept-Encoding", "identity");
    String validator = target.validator();
    if (target.size() > 0 && validator != null) {
      request.header("Range", "bytes=" + target.size() + "-").header("If-Range", validator);
    }
    return client
        .newBuilder()
        .readTimeout(settings.readTimeout())
        .dns(hosts.resolving(at.host(), client.dns()))
        .build()
        .newCall(request.build());
  }

  private static Response execute(Call call) throws TransferFailure {
    try {
      return call.execute();
    } catch (IOException failed) {
      if (isRefused(failed)) {
        throw unusable(String.valueOf(failed.getMessage()));
      }
      throw TransferFailure.passing(TransferFailure.describe(failed), 0, failed);
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        // OkHttp throws it, undeclared, where a connection is being made.
        Thread.currentThread().interrupt();
        throw TransferFailure.passing("the thread was interrupted", 0, thrown);
      }
      throw thrown;
    }
  }

  private static boolean isRefused(IOException failed) {
    if (failed instanceof HostRule.RefusedHostException) {
      return true;
    }
    for (Throwable other : failed.getSuppressed()) {
      if (other instanceof HostRule.RefusedHostException) {
        return true;
      }
    }
    return false;
  }

  private void receive(Response response, DownloadTarget<?> target) throws IOException {
    FileResponse file = new FileResponse(response);
    int status = response.code();
    if (status == 416 && target.size() > 0) {
      if (file.saysWhole(target.size())) {
        return;
      }
      startOver(target, status);
      throw TransferFailure.passing("the server has another file than before", status, null);
    } else if (status == 206 && target.size() > 0) {
      if (!file.continues(target)) {
        startOver(target, status);
        throw TransferFailure.passing("the server sent another range than asked for", status, null);
      }
      total = file.wholeOfRange(target.size());
    } else if (status == 200) {
      if (target.size() > 0) {
        startOver(target, status);
      }
      total = response.body().contentLength();
      target.validator(file.validator());
    } else if (status >= 500 || status == 429 || status == 408 || status == 425) {
      throw TransferFailure.passing("status " + status, status, null)
          .withServerWait(ServerWait.fromHeader(response.headers(), time.now()));
    } else {
      throw TransferFailure.lasting(
          Kind.RESPONSE, "status " + status, status, TransferFailure.NEW_URL, null);
    }
    file.requireUsable(total, settings);
    copy.copy(response, target, total);
  }

  private static void startOver(DownloadTarget<?> target, int status) throws IOException {
    if (!target.startOver()) {
      throw TransferFailure.lasting(
          Kind.RESPONSE,
          "the server can't go on where the transfer broke off",
          status,
          "Download it anew: the stream can't take back what it got.",
          null);
    }
  }
}
