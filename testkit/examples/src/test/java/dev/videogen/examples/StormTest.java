package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ClientBuilder;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.Tags;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.Script;
import dev.videogen.testkit.VideogenServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of paid calls at once, while everything fails that can: the services, the network, the
 * callers' patience and the users' own code.
 *
 * <p>{@code -Dstorm.seed=7} repeats or varies it, {@code -Dstorm.calls=30000} makes it longer.
 */
class StormTest {
  private static final long SEED = Long.getLong("storm.seed", 20_260_505);
  private static final int CALLS = Integer.getInteger("storm.calls", 10_000);
  private static final int CLIENTS = 8;
  private static final int CALLERS = 6;
  private static final int AT_ONCE = 40;

  private static final List<Fault> FAULTS =
      Arrays.stream(Fault.values())
          .filter(fault -> !fault.onlyHttp2() && fault != Fault.SLOW_DRIBBLE)
          .toList();

  private final StormTime time = new StormTime();
  private final StormBooks books = new StormBooks();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<StormCall> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());

  /** What the callers of one client share. */
  private record Squall(
      VideogenServer server,
      Endpoint endpoint,
      List<DocumentedError> errors,
      BillableRetry rule,
      Function<StormCall, StormCall.Paid> paid,
      AutoCloseable client) {}

  @Test
  @Timeout(180)
  void everyCallEndsInTimeAndEveryChargeIsAccountedFor() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try (NouvelServer nouvel = NouvelServer.start();
        NanoBananaServer nanobanana = NanoBananaServer.start()) {
      nouvel.quota(0, Integer.MAX_VALUE);
      nouvel.rateLimited(false);
      nanobanana.credits(Integer.MAX_VALUE);
      nanobanana.rateLimited(false);
      for (int i = 0; i < CLIENTS; i++) {
        storm(i, i % 4 == 3 ? nanobanana : nouvel);
      }

      assertThat(time.late()).as("ended later than its limit and 250 ms").isEmpty();
      assertThat(calls)
          .allSatisfy(call -> assertThat(call.unexpected()).as(call.toString()).isNull());
      books.audit(List.of(nouvel, nanobanana));
      assertThat(books.calls()).isGreaterThanOrEqualTo(CALLS);
      assertThat(books.charges()).isGreaterThan(CALLS / 5);
      for (Charge charge : Charge.values()) {
        assertThat(books.told(charge)).as("told " + charge).isGreaterThan(CALLS / 20);
      }
      assertThat(uncaught).as("what killed threads").isEmpty();
    } finally {
      time.stop();
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private void storm(int number, VideogenServer server) throws Exception {
    BillableRetry rule =
        number % 2 == 0 ? BillableRetry.REFUSALS_ONLY : BillableRetry.AS_DOCUMENTED;
    StormHooks hooks =
        new StormHooks(
            SEED + number,
            new SlidingWindowThrottle(600, Duration.ofSeconds(30), time, call -> true));
    OkHttpClient http = new OkHttpClient.Builder().eventListenerFactory(hooks).build();
    Squall squall =
        server instanceof NouvelServer nouvel
            ? nouvel(nouvel, rule, hooks, http)
            : nanobanana((NanoBananaServer) server, rule, hooks, http);
    hooks.nest(within -> nested(squall, within));
    Queue<CountDownLatch> blocked = new ConcurrentLinkedQueue<>();
    hooks.stall(() -> block(blocked));
    rage(number, squall, blocked);

    hooks.watch().assertNothingLeaked(Duration.ofSeconds(10));
    http.dispatcher().executorService().shutdown();
    assertThat(http.dispatcher().executorService().awaitTermination(10, TimeUnit.SECONDS))
        .as("the dispatcher's threads ended")
        .isTrue();
    assertThat(http.dispatcher().queuedCallsCount() + http.dispatcher().runningCallsCount())
        .as("calls that the dispatcher holds")
        .isZero();
    assertThat(http.connectionPool().connectionCount())
        .as("connections that are busy")
        .isEqualTo(http.connectionPool().idleConnectionCount());
    http.connectionPool().evictAll();
    assertThat(hooks.waitingTurns()).as("turns that nobody waits for any more").isZero();
  }

  private <C> ClientBuilder<C> configured(
      ClientBuilder<C> builder,
      VideogenServer server,
      BillableRetry rule,
      StormHooks hooks,
      OkHttpClient http) {
    return builder
        .apiKey(hooks.key(server.key()))
        .baseUrl(server.url())
        .client(http)
        .addInterceptor(hooks)
        .addObserver((call, tags) -> hooks)
        .addObserver(StormTest::reckoning)
        .throttle(hooks)
        .backoff(policy -> policy.withBillable(rule))
        .deadline(StormCall.CLIENTS_DEADLINE)
        .time(time);
  }

  /** Follows waits and their polls, so that their limits are reckoned as they keep them. */
  private static CallObserver reckoning(CallInfo call, Tags tags) {
    StormCall of = tags.tag(StormCall.class);
    if (of == null || call.billable()) {
      return null;
    }
    if (call.kind() == CallInfo.Kind.WAIT) {
      return of.steps();
    }
    of.polls();
    return null;
  }

  private Squall nouvel(
      NouvelServer server, BillableRetry rule, StormHooks hooks, OkHttpClient http) {
    NouvelClient client = configured(NouvelClient.builder(), server, rule, hooks, http).build();
    return new Squall(
        server,
        Endpoint.GENERATE,
        documented(NouvelErrors.values(), Endpoint.GENERATE),
        rule,
        call -> {
          GenerateRequest request =
              GenerateRequest.of("https://example.com/products/" + call.mark());
          return call.number % 8 == 0
              ? call.paid(client.generateAndAwait(request))
              : call.paid(client.api().generate(request));
        },
        client);
  }

  private Squall nanobanana(
      NanoBananaServer server, BillableRetry rule, StormHooks hooks, OkHttpClient http) {
    NanoBananaClient client =
        configured(NanoBananaClient.builder(), server, rule, hooks, http).build();
    return new Squall(
        server,
        Endpoint.TEXT_TO_VIDEO,
        documented(NanoBananaErrors.values(), Endpoint.TEXT_TO_VIDEO),
        rule,
        call ->
            call.paid(client.api().textToVideo(TextToVideoRequest.builder(call.mark()).build())),
        client);
  }

  private static List<DocumentedError> documented(DocumentedError[] all, Endpoint of) {
    return Arrays.stream(all)
        .filter(error -> error.endpoints().contains(of))
        .<DocumentedError>map(error -> error)
        .toList();
  }

  private StormCall next(Squall squall, boolean blocking, Random random) {
    StormCall call = new StormCall(numbers.incrementAndGet(), blocking, random, books, time);
    books.begun(call.number, squall.rule);
    calls.add(call);
    return call;
  }

  /** A paid call within an interceptor of another. */
  private void nested(Squall squall, StormCall within) {
    if (!within.blocking) {
      StormCall call = next(squall, true, new Random(SEED + within.number));
      call.execute(squall.paid.apply(call));
    }
  }

  private void rage(int number, Squall squall, Queue<CountDownLatch> blocked) throws Exception {
    AtomicInteger left = new AtomicInteger(CALLS / CLIENTS);
    Semaphore places = new Semaphore(AT_ONCE);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(SEED + 1_000L * number + i);
      Thread caller =
          new Thread(
              () -> {
                while (left.getAndDecrement() > 0) {
                  script(squall, random);
                  one(squall, random, places, blocked);
                }
              },
              "storm-caller");
      caller.start();
      callers.add(caller);
    }
    if (number % 2 == 1) {
      // Its last calls end with the client.
      while (left.get() > AT_ONCE / 2) {
        Thread.onSpinWait();
      }
      squall.client.close();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(places.tryAcquire(AT_ONCE, 30, TimeUnit.SECONDS)).as("all calls ended").isTrue();
    blocked.forEach(CountDownLatch::countDown);
    squall.client.close();
  }

  private void one(Squall squall, Random random, Semaphore places, Queue<CountDownLatch> blocked) {
    boolean blocking = random.nextInt(3) == 0;
    StormCall call = next(squall, blocking, random);
    if (blocking) {
      call.execute(squall.paid.apply(call));
      return;
    }
    places.acquireUninterruptibly();
    boolean blocks = random.nextInt(20) == 0;
    CompletableFuture<?> unused =
        call.start(squall.paid.apply(call))
            .whenComplete(
                (response, failure) -> {
                  places.release();
                  if (blocks) {
                    block(blocked);
                  }
                });
    CountDownLatch oldest = blocked.size() > 10 ? blocked.poll() : null;
    if (oldest != null) {
      oldest.countDown();
    }
  }

  /** Blocks until some others have blocked as well, where that isn't the caller's own thread. */
  private void block(Queue<CountDownLatch> blocked) {
    if (!Thread.currentThread().getName().equals("videogen-worker")) {
      return;
    }
    time.begun();
    CountDownLatch own = new CountDownLatch(1);
    blocked.add(own);
    try {
      boolean unused = own.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void script(Squall squall, Random random) {
    Script script = squall.server.on(squall.endpoint);
    switch (random.nextInt(8)) {
      case 0 -> script.respond(squall.errors.get(random.nextInt(squall.errors.size())));
      case 1 -> script.respond(squall.errors.get(squall.errors.size() - 1));
      case 2, 3 -> script.respond(FAULTS.get(random.nextInt(FAULTS.size())));
      case 4 ->
          script.respond(
              squall.server instanceof NouvelServer
                  ? NouvelErrors.RATE_LIMITED
                  : NanoBananaErrors.RATE_LIMITED);
      default -> script.behave();
    }
  }
}
