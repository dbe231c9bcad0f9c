package dev.videogen.core.download;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** The OkHttp call that a transfer is busy with, to be cancelled from another thread. */
final class RunningCall {
  // Both are guarded by this.
  private @Nullable Call running;
  private boolean canceled;

  /** From now on, {@link #cancel} ends this call. */
  void runs(Call call) {
    boolean late;
    synchronized (this) {
      running = call;
      late = canceled;
    }
    if (late) {
      call.cancel();
    }
  }

  synchronized void ended() {
    running = null;
  }

  /** Ends the call under way, and each one to come. */
  void cancel() {
    Call call;
    synchronized (this) {
      canceled = true;
      call = running;
    }
    if (call != null) {
      call.cancel();
    }
  }

  synchronized boolean isCanceled() {
    return canceled;
  }
}
