package dev.videogen.core.download;

import dev.videogen.core.CallLog;
import dev.videogen.core.download.DownloadFailedException.Kind;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Ends a download from outside, whether it transfers or waits. The first reason counts. */
final class StopSignal {
  // All below is guarded by this.
  private @Nullable Kind reason;
  private @Nullable Call running;
  private @Nullable CountDownLatch waking;

  void stop(Kind why) {
    Call call;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
      call = running;
      if (waking != null) {
        waking.countDown();
      }
    }
    if (call != null) {
      cancel(call);
    }
  }

  synchronized @Nullable Kind reason() {
    return reason;
  }

  /** From now on, stopping cancels this call. */
  void runs(Call call) {
    boolean stopped;
    synchronized (this) {
      running = call;
      stopped = reason != null;
    }
    if (stopped) {
      cancel(call);
    }
  }

  synchronized void ended() {
    running = null;
  }

  /** An event listener that throws must not keep a client from being closed. */
  private static void cancel(Call call) {
    try {
      call.cancel();
    } catch (Throwable thrown) {
      CallLog.hookFailed("event listener", thrown);
    }
  }

  /** Waits on this thread until the time has passed, or the download is stopped. */
  void pause(Timekeeper time, Duration length) {
    CountDownLatch wake = new CountDownLatch(1);
    synchronized (this) {
      if (reason != null) {
        return;
      }
      waking = wake;
    }
    Timekeeper.Alarm alarm = time.pause(length, wake::countDown);
    try {
      wake.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stop(Kind.INTERRUPTED);
    } finally {
      alarm.cancel();
      synchronized (this) {
        waking = null;
      }
    }
  }
}
