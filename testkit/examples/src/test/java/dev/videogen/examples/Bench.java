package dev.videogen.examples;

import dev.videogen.core.ApiCall;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.ConnectionWatch;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.Script;
import dev.videogen.testkit.ServerBuilder;
import dev.videogen.testkit.VideogenServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** One kind of call against its fake, with all that there is to assert of it. */
final class Bench implements AutoCloseable {
  private static final TextToVideoRequest TEXT = TextToVideoRequest.builder("a cat").build();
  private static final GenerateRequest AD = GenerateRequest.of("https://example.com/products/a");

  enum Kind {
    READ(Endpoint.VIDEO_STATUS, Duration.ofSeconds(30)),
    NANO_BANANA(Endpoint.TEXT_TO_VIDEO, Duration.ofMinutes(15)),
    NOUVEL(Endpoint.GENERATE, Duration.ofMinutes(5));

    final Endpoint endpoint;
    final Duration attemptTimeout;

    Kind(Endpoint endpoint, Duration attemptTimeout) {
      this.endpoint = endpoint;
      this.attemptTimeout = attemptTimeout;
    }

    boolean isBillable() {
      return this != READ;
    }
  }

  enum Mode {
    BLOCKING,
    ASYNCHRONOUS
  }

  enum Transport {
    CLEAR_HTTP_1,
    TLS_HTTP_1,
    TLS_HTTP_2;

    boolean speaks(Fault fault) {
      return this == TLS_HTTP_2 ? !fault.onlyHttp1() : !fault.onlyHttp2();
    }

    <S extends VideogenServer> S start(ServerBuilder<S> builder) {
      return switch (this) {
        case CLEAR_HTTP_1 -> builder.start();
        case TLS_HTTP_1 -> builder.https().start();
        case TLS_HTTP_2 -> builder.http2().start();
      };
    }
  }

  final RecordedTime time = new RecordedTime();
  final AtomicInteger attempts = new AtomicInteger();
  final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
  private final Kind kind;
  private final VideogenServer server;
  private final ConnectionWatch watch = new ConnectionWatch();
  private final ConnectionPool pool = new ConnectionPool();
  private final OkHttpClient http;
  private final NanoBananaClient nanobanana;
  private final NouvelClient nouvel;
  private final Thread.UncaughtExceptionHandler before;

  Bench(Kind kind, Transport transport) {
    this(kind, transport, "");
  }

  /** An address other than the server's may be given, to miss it. */
  Bench(Kind kind, Transport transport, String address) {
    this.kind = kind;
    this.server = kind == Kind.NOUVEL ? nouvelServer(transport) : nanoBananaServer(transport);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().eventListenerFactory(watch).connectionPool(pool);
    if (transport != Transport.CLEAR_HTTP_1) {
      builder.sslSocketFactory(server.sslSocketFactory(), server.trustManager());
    }
    this.http = builder.build();
    String url = address.isEmpty() ? server.url().toString() : address;
    CallObserver counter =
        new CallObserver() {
          @Override
          public void attemptStarted(int attempt) {
            attempts.set(attempt);
          }
        };
    this.nanobanana =
        NanoBananaClient.builder()
            .apiKey("nb_bench")
            .baseUrl(url)
            .client(http)
            .time(time)
            .throttle(Throttle.none())
            .addObserver((call, tags) -> counter)
            .build();
    this.nouvel =
        NouvelClient.builder()
            .apiKey("nvl_bench")
            .baseUrl(url)
            .client(http)
            .time(time)
            .throttle(Throttle.none())
            .addObserver((call, tags) -> counter)
            .build();
    this.before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  private static VideogenServer nanoBananaServer(Transport transport) {
    NanoBananaServer server = transport.start(NanoBananaServer.builder());
    server.addKey("nb_bench");
    server.addVideo("vid_1", "completed");
    return server;
  }

  private static VideogenServer nouvelServer(Transport transport) {
    NouvelServer server = transport.start(NouvelServer.builder());
    server.addKey("nvl_bench", "generate", "projects:read");
    return server;
  }

  Script next() {
    return server.on(kind.endpoint);
  }

  VideogenServer server() {
    return server;
  }

  int requests() {
    return server.requestCount(kind.endpoint);
  }

  Object call(Mode mode) throws Exception {
    return mode == Mode.BLOCKING ? call().execute() : result(call().executeAsync());
  }

  ApiCall<?> call() {
    return switch (kind) {
      case READ -> nanobanana.api().videoStatus("vid_1");
      case NANO_BANANA -> nanobanana.api().textToVideo(TEXT);
      case NOUVEL -> nouvel.api().generate(AD);
    };
  }

  static Object result(CompletableFuture<?> future) throws Exception {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }

  /** Calls, and lets the attempt's time pass once the server has the request. */
  Object callThatStalls(Mode mode) throws Exception {
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                result.complete(call(mode));
              } catch (Exception failed) {
                result.completeExceptionally(failed);
              }
            });
    caller.start();
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (requests() == 0) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("the server got no request");
      }
      Thread.onSpinWait();
    }
    time.advance(kind.attemptTimeout);
    return result(result);
  }

  /** After whatever happened, nothing may be held. A callback may run before its call is done. */
  void assertClean() throws InterruptedException {
    watch.assertNothingLeaked();
    ExecutorService threads = http.dispatcher().executorService();
    threads.shutdown();
    if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
      throw new AssertionError("a call goes on");
    }
    if (pool.connectionCount() != pool.idleConnectionCount()) {
      throw new AssertionError("a pooled connection is busy");
    }
    if (http.dispatcher().queuedCallsCount() + http.dispatcher().runningCallsCount() != 0) {
      throw new AssertionError("the dispatcher holds calls");
    }
    if (!uncaught.isEmpty()) {
      throw new AssertionError("threads were killed by " + uncaught);
    }
  }

  @Override
  public void close() {
    nanobanana.close();
    nouvel.close();
    http.dispatcher().executorService().shutdown();
    pool.evictAll();
    server.close();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
