package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.time.Instant;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the interceptors of a call know of it: who is called, what time it is, what has left, and
 * whether the call was stopped. It is a tag of the requests, or of an OkHttp call that is none of
 * ours.
 */
final class CallContext {
  static final KClass<CallContext> TAG = JvmClassMappingKt.getKotlinClass(CallContext.class);

  private final CallInfo info;
  private final Endpoint endpoint;
  private final Timekeeper time;
  private final SentRequests sent = new SentRequests();
  private final @Nullable ResponseReader reader;
  private volatile @Nullable Request withoutKey;
  private volatile @Nullable StopReason stop;
  private volatile @Nullable Begins attempt;

  CallContext(String provider, Request request, Timekeeper time, @Nullable ResponseReader reader) {
    this.endpoint = Endpoint.of(request);
    this.info = new CallInfo(provider, endpoint.name(), request.method(), endpoint.billable());
    this.time = time;
    this.reader = reader;
  }

  /**
   * The context of the call of a client of ours that this chain is part of, or null. A paid call's
   * request has it, so that a clone of the OkHttp call has it, too.
   */
  static @Nullable CallContext known(Interceptor.Chain chain) {
    CallContext ofRequest = chain.request().tag(TAG);
    return ofRequest != null ? ofRequest : chain.call().tag(TAG);
  }

  /** The context of the call that this chain is part of. */
  static CallContext of(Interceptor.Chain chain) {
    CallContext known = known(chain);
    if (known != null) {
      return known;
    }
    CallContext ofCall =
        chain
            .call()
            .tag(
                TAG,
                () ->
                    new CallContext(
                        chain.request().url().host(), chain.request(), Timekeeper.system(), null));
    ofCall.sent.listenTo(chain.call());
    return ofCall;
  }

  CallInfo info() {
    return info;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Instant now() {
    return time.now();
  }

  SentRequests sent() {
    return sent;
  }

  /** How to read a 2xx body, or null if that is up to somebody else. */
  @Nullable ResponseReader reader() {
    return reader;
  }

  /** Whether something has left that may have been charged. */
  boolean mayHaveCharged() {
    return endpoint.billable() && sent.isUnsettled();
  }

  /** Why the call, or its attempt, was stopped; null if it wasn't. */
  @Nullable StopReason stop() {
    return stop;
  }

  void stop(@Nullable StopReason reason) {
    stop = reason;
  }

  /** An attempt that begins when its outermost interceptor runs. */
  interface Begins {
    /** Whether this OkHttp call is the attempt; an interceptor may have cloned it. */
    boolean isOf(Call call);

    /** The attempt has left the dispatcher's queue: its time counts, on the chain too. */
    Interceptor.Chain begins(Interceptor.Chain chain);

    /** Whether the attempt before it timed out, on a connection that may be dead. */
    boolean isAfterTimeout();

    /** Something was thrown that OkHttp would let kill a thread. */
    void brokeOff(Throwable thrown);
  }

  /** The attempt under way, or null where the attempts aren't OkHttp calls of their own. */
  @Nullable Begins attempt() {
    return attempt;
  }

  void attempt(Begins current) {
    attempt = current;
  }

  /** The request as it was before the key was attached, for whoever sees the response. */
  Request withoutKey(Request authorised) {
    Request kept = withoutKey;
    return kept == null ? authorised : kept;
  }

  void keepWithoutKey(Request request) {
    withoutKey = request;
  }
}
