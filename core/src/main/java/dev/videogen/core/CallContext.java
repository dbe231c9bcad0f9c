package dev.videogen.core;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.observe.Observed;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
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

  final CallInfo info;
  final Endpoint endpoint;

  /** Whether sending the request twice could spend money twice. */
  final boolean billable;

  final Timekeeper time;
  final SentRequests sent;

  /** How to read a 2xx body, or null if that is up to somebody else. */
  final DecodedBody.@Nullable Reader reader;

  /** Who follows the call. */
  volatile Observed observed = Observed.NOBODY;

  /** Why the call, or its attempt, was stopped; null if it wasn't. */
  volatile @Nullable StopReason stop;

  /** The attempt under way, or null where the attempts aren't OkHttp calls of their own. */
  volatile @Nullable CallAttempt attempt;

  /** The request as it was before the key was attached, for whoever sees the response. */
  volatile @Nullable Request withoutKey;

  CallContext(String provider, Request request, Timekeeper time) {
    this(provider, "", request, time, null, null);
  }

  CallContext(
      String provider,
      String account,
      Request request,
      Timekeeper time,
      DecodedBody.@Nullable Reader reader,
      @Nullable Booking booking) {
    this.sent = new SentRequests(booking);
    this.endpoint = Endpoint.of(request);
    this.billable = endpoint.billable();
    this.info = CallInfo.next(provider, account, endpoint.name(), request.method(), billable);
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
                        chain.request().url().host(), chain.request(), Timekeeper.system()));
    ofCall.sent.listenTo(chain.call());
    return ofCall;
  }

  /** Whether something has left that may have been charged. */
  boolean mayHaveCharged() {
    return billable && sent.isUnsettled();
  }

  /** What the call may have cost, for all that the wire tells. */
  Charge charge() {
    return mayHaveCharged() ? Charge.POSSIBLE : Charge.NONE;
  }
}
