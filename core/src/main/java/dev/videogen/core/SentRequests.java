package dev.videogen.core;

import java.io.IOException;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/**
 * What has left this machine for one call, and what the service made of it: the one source of
 * whether a request may be retried and may have been charged. Thread-safe.
 *
 * <p>It listens to the events of the OkHttp calls that carry the requests. From the moment at which
 * headers are about to be written bytes may be out, so that is the last moment to keep them in.
 */
final class SentRequests extends EventListener {
  private static final KClass<SentRequests> TAG =
      JvmClassMappingKt.getKotlinClass(SentRequests.class);

  /** Where the call is recorded before it leaves, or null. */
  private final @Nullable Booking booking;

  // All below is guarded by this.
  private int departures;
  private boolean inFlight;
  private boolean closed;
  private Fate fate = Fate.NOTHING_SENT;

  SentRequests(@Nullable Booking booking) {
    this.booking = booking;
  }

  /** What became of the last request that left. */
  enum Fate {
    NOTHING_SENT,
    /** It left, and no response came. */
    OPEN,
    /** A 4xx other than 408: the service didn't process it. */
    REFUSED,
    /** A 5xx: what it did before that isn't said. */
    FAULTED,
    /** Any other response. */
    TAKEN;

    /** 408 says that a server waited for the request; what a gateway did before isn't said. */
    static Fate of(int status) {
      if (status >= 500) {
        return FAULTED;
      }
      return status >= 400 && status != 408 ? REFUSED : TAKEN;
    }
  }

  /** Hears of what this OkHttp call sends, from now on. */
  void listenTo(Call call) {
    SentRequests kept = call.tag(TAG, () -> this);
    if (kept == this && call.tag(Listened.TAG) == null) {
      Listened unused = call.tag(Listened.TAG, Listened::new);
      call.addEventListener(this);
    }
  }

  /** Marks an OkHttp call that is listened to. */
  private static final class Listened {
    static final KClass<Listened> TAG = JvmClassMappingKt.getKotlinClass(Listened.class);
  }

  /** How many requests, OkHttp's own retries included, have begun to leave. */
  synchronized int departures() {
    return departures;
  }

  /** Whether a request has left that the service didn't refuse: it must not be sent once more. */
  synchronized boolean isUnsettled() {
    return fate != Fate.NOTHING_SENT && fate != Fate.REFUSED;
  }

  synchronized Fate fate() {
    return fate;
  }

  /** Reserves the right to send a request that must not be sent twice; false if one is out. */
  synchronized boolean claim() {
    if (inFlight || closed || isUnsettled()) {
      return false;
    }
    inFlight = true;
    return true;
  }

  /** The reserved request has ended without a response. */
  synchronized void failed() {
    inFlight = false;
  }

  /** The reserved request has its response. */
  synchronized void responded(int status) {
    inFlight = false;
    fate = Fate.of(status);
  }

  /** Allows a documented retry of what has left so far. */
  synchronized void settle() {
    fate = Fate.NOTHING_SENT;
  }

  /** Lets nothing leave any more; tells whether something unsettled has left. */
  synchronized boolean close() {
    closed = true;
    return isUnsettled();
  }

  @Override
  public void requestHeadersStart(Call call) {
    if (booking != null && !isClosed()) {
      record(booking, call);
    }
    synchronized (this) {
      if (!closed) {
        departures++;
        fate = Fate.OPEN;
        return;
      }
    }
    // OkHttp takes an IOException of a listener, at this place, for one of the connection's.
    throw SentRequests.<RuntimeException>unchecked(
        new IOException("the call has ended, so nothing is sent"));
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static void record(Booking booking, Call call) {
    try {
      booking.sending();
    } catch (IOException | RuntimeException failed) {
      // OkHttp would wait for a response all the same: one may come early where writing failed.
      call.cancel();
      throw SentRequests.<RuntimeException>unchecked(new UnrecordedException(failed));
    }
  }

  /** The request stays here, for the ledger can't record that it leaves. */
  static final class UnrecordedException extends IOException {
    private static final long serialVersionUID = 1L;

    final transient Exception reason;

    UnrecordedException(Exception reason) {
      super(reason);
      this.reason = reason;
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception failure) throws E {
    throw (E) failure;
  }
}
