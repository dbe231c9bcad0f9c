package dev.videogen.core;

import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/** What an OkHttp call's own events say of the wire: whether any of a request may have left. */
final class Wire extends EventListener {
  private static final KClass<Wire> TAG = JvmClassMappingKt.getKotlinClass(Wire.class);

  private volatile int departures;
  private volatile int settled;
  private volatile @Nullable Runnable onCancel;

  /** The call's wire, which listens from the first time on. */
  static Wire of(Call call) {
    Wire known = call.tag(TAG);
    if (known != null) {
      return known;
    }
    Wire created = new Wire();
    Wire kept = call.tag(TAG, () -> created);
    if (kept == created) {
      call.addEventListener(created);
    }
    return kept;
  }

  /** How many requests, repetitions and redirects included, have begun to leave. */
  int departures() {
    return departures;
  }

  /** Whether a request has left whose fate is open. */
  boolean holdsUnsettledRequest() {
    return departures > settled;
  }

  /** Declares that what has left so far was refused, or may be repeated all the same. */
  void settle() {
    settled = departures;
  }

  /** Calls {@code action} when the call is cancelled; null to stop that. */
  void onCancel(@Nullable Runnable action) {
    onCancel = action;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time carries a call.
  public void requestHeadersStart(Call call) {
    departures++;
  }

  @Override
  public void canceled(Call call) {
    Runnable action = onCancel;
    if (action != null) {
      action.run();
    }
  }
}
