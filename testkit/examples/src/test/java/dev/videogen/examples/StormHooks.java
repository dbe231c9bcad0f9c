package dev.videogen.examples;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.testkit.ConnectionWatch;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** The user's code around the calls of a storm, which fails in every way it can. */
final class StormHooks implements Interceptor, EventListener.Factory, CallObserver, Throttle {
  private final ConnectionWatch watch = new ConnectionWatch();
  private final AtomicInteger waitingTurns = new AtomicInteger();
  private final Random random;
  private final Throttle throttle;
  private volatile Nested nested = call -> {};
  private volatile Runnable stall = () -> {};

  /** Another call of the same client, made by an interceptor of a call. */
  interface Nested {
    void call(StormCall within) throws IOException;
  }

  /** A refusal of the user's own. */
  static final class OwnRefusal extends IOException {
    private static final long serialVersionUID = 1;

    OwnRefusal() {
      super("the user's own");
    }
  }

  StormHooks(long seed, Throttle throttle) {
    this.random = new Random(seed);
    this.throttle = throttle;
  }

  void nest(Nested call) {
    nested = call;
  }

  /** What a listener does that blocks. */
  void stall(Runnable blocks) {
    stall = blocks;
  }

  ConnectionWatch watch() {
    return watch;
  }

  int waitingTurns() {
    return waitingTurns.get();
  }

  private boolean oneIn(int number) {
    synchronized (random) {
      return random.nextInt(number) == 0;
    }
  }

  private void fail(String hook) {
    if (oneIn(2)) {
      throw new IllegalStateException(hook);
    }
    throw new AssertionError(hook);
  }

  Supplier<String> key(String key) {
    return () -> {
      if (oneIn(150)) {
        fail("key supplier");
      }
      return key;
    };
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    StormCall call = chain.request().tag(StormCall.class);
    if (call == null) {
      return chain.proceed(chain.request());
    }
    call.during(StormCall.Moment.BEFORE_PROCEEDING, chain.call());
    misbehave(call);
    Response response;
    try {
      response = chain.proceed(chain.request());
    } catch (IOException failed) {
      if (oneIn(8)) {
        // The guard decides whether it may be sent.
        return chain.proceed(chain.request());
      }
      throw failed;
    }
    try {
      call.during(StormCall.Moment.AFTER_PROCEEDING, chain.call());
      misbehave(call);
      if (oneIn(60)) {
        response.close();
        return refusal(response);
      }
      return oneIn(60) ? again(chain, response) : response;
    } catch (Throwable thrown) {
      response.close();
      throw thrown;
    }
  }

  private static Response again(Chain chain, Response response) throws IOException {
    response.close();
    return chain.proceed(chain.request());
  }

  private void misbehave(StormCall call) throws IOException {
    if (oneIn(80)) {
      fail("interceptor");
    }
    if (oneIn(80)) {
      throw new OwnRefusal();
    }
    if (oneIn(80)) {
      throw new SocketTimeoutException("an interceptor's");
    }
    if (oneIn(40)) {
      nested.call(call);
    }
  }

  private static Response refusal(Response response) {
    return new Response.Builder()
        .request(response.request())
        .protocol(Protocol.HTTP_1_1)
        .code(429)
        .message("made up")
        .body(ResponseBody.create("{}", MediaType.get("application/json")))
        .build();
  }

  @Override
  public EventListener create(Call call) {
    if (oneIn(200)) {
      fail("event listener factory");
    }
    return new Listener(watch.create(call));
  }

  /** Throws before the watch hears of a call, and when one is cancelled. */
  private final class Listener extends EventListener {
    private final EventListener watching;

    Listener(EventListener watching) {
      this.watching = watching;
    }

    @Override
    public void callStart(Call call) {
      if (oneIn(200)) {
        fail("callStart");
      }
      watching.callStart(call);
    }

    @Override
    public void canceled(Call call) {
      if (oneIn(10)) {
        fail("canceled");
      }
    }

    @Override
    public void requestHeadersEnd(Call call, okhttp3.Request request) {
      StormCall of = request.tag(StormCall.class);
      if (of != null) {
        of.during(StormCall.Moment.SENDING, call);
      }
    }

    @Override
    public void connectionAcquired(Call call, okhttp3.Connection connection) {
      watching.connectionAcquired(call, connection);
    }

    @Override
    public void connectionReleased(Call call, okhttp3.Connection connection) {
      watching.connectionReleased(call, connection);
    }

    @Override
    public void callEnd(Call call) {
      watching.callEnd(call);
    }

    @Override
    public void callFailed(Call call, IOException failure) {
      watching.callFailed(call, failure);
    }
  }

  private void hear() {
    if (oneIn(250)) {
      stall.run();
    }
    if (oneIn(30)) {
      fail("listener");
    }
  }

  @Override
  public void attemptStarted(int attempt) {
    hear();
  }

  @Override
  public void attemptFailed(Attempt attempt, boolean retried) {
    hear();
  }

  @Override
  public void throttled(Duration wait) {
    hear();
  }

  @Override
  public void failed(CallFailure end) {
    hear();
  }

  @Override
  public void succeeded(CallSuccess end) {
    hear();
  }

  @Override
  public Turn join(CallInfo call) {
    if (oneIn(200)) {
      fail("throttle");
    }
    return new Held(throttle.join(call));
  }

  @Override
  public void learn(CallInfo call, RateLimit limit) {
    hear();
    throttle.learn(call, limit);
  }

  @Override
  public void refused(CallInfo call, Duration wait) {
    hear();
    throttle.refused(call, wait);
  }

  /** Counts those who wait for a turn, for nobody may be left waiting. */
  private final class Held implements Turn {
    private final Turn turn;
    private boolean waiting = true;

    Held(Turn turn) {
      this.turn = turn;
      waitingTurns.incrementAndGet();
    }

    private synchronized void over() {
      if (waiting) {
        waiting = false;
        waitingTurns.decrementAndGet();
      }
    }

    @Override
    public Duration delay() {
      if (oneIn(200)) {
        fail("turn");
      }
      Duration delay = turn.delay();
      if (delay.isZero()) {
        over();
      }
      return delay;
    }

    @Override
    public void giveBack() {
      over();
      turn.giveBack();
      hear();
    }

    @Override
    public void onChange(Runnable action) {
      hear();
      turn.onChange(action);
    }
  }
}
