package dev.videogen.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Runs one interceptor against any error or fault, by itself or as the last of a client's.
 *
 * <pre>{@code
 * InterceptorBench.of(new TenantTag())
 *     .against(NouvelErrors.RATE_LIMITED)
 *     .blocking()
 *     .ran(1)
 *     .saw(429)
 *     .closedEverything();
 * }</pre>
 *
 * <p>Within a client of a provider's, a run sees the attempts of a call and its tags; what sees a
 * call once is on the bench there, too:
 *
 * <pre>{@code
 * InterceptorBench.ofCall(capped::intercept)
 *     .against(NouvelErrors.RATE_LIMITED)
 *     .calling(
 *         bench -> {
 *           try (NouvelClient nouvel =
 *               NouvelClient.builder()
 *                   .apiKey(bench.key())
 *                   .baseUrl(bench.url())
 *                   .client(bench.client())
 *                   .addCallInterceptor(bench.step()::intercept)
 *                   .time(new RecordedTime())
 *                   .build()) {
 *             nouvel.api().generate(order).execute();
 *           }
 *         })
 *     .ran(1)
 *     .sent(2);
 * }</pre>
 *
 * <p>Each run starts a server of its own, answers as scripted and then as documented, and is
 * bounded in real time. Not safe for use by many threads.
 */
public final class InterceptorBench {
  private static final Duration READ_TIMEOUT = Duration.ofMillis(500);

  private final @Nullable Interceptor subject;
  private final BenchCall.@Nullable Step step;
  private final List<Consumer<Script>> script = new ArrayList<>();
  private @Nullable OkHttpClient given;
  private @Nullable Endpoint endpoint;
  private boolean network;
  private boolean http2;
  private Duration bound = Duration.ofSeconds(10);

  private InterceptorBench(@Nullable Interceptor subject, BenchCall.@Nullable Step step) {
    this.subject = subject;
    this.step = step;
  }

  /** Puts that interceptor on the bench. */
  public static InterceptorBench of(Interceptor interceptor) {
    return new InterceptorBench(interceptor, null);
  }

  /** Puts on the bench what sees a call once; it runs in {@link #calling} alone. */
  public static InterceptorBench ofCall(BenchCall.Step step) {
    return new InterceptorBench(null, step);
  }

  /** In that client, after its own interceptors, and not in a bare one. It stays the caller's. */
  public InterceptorBench client(OkHttpClient client) {
    given = client;
    return this;
  }

  /** As a network interceptor. */
  public InterceptorBench asNetworkInterceptor() {
    network = true;
    return this;
  }

  /**
   * Calls that endpoint; without it, the first that documents the first error, or {@code generate}.
   *
   * @throws IllegalArgumentException if it is the media host's
   */
  public InterceptorBench endpoint(Endpoint called) {
    if (called == Endpoint.DOWNLOAD) {
      throw new IllegalArgumentException("endpoint: must be one of a service, is " + called);
    }
    endpoint = called;
    return this;
  }

  /** Next, the server answers this error. */
  public InterceptorBench against(DocumentedError error) {
    return against(error.fixture());
  }

  /** Next, the server answers this variant of an error. */
  public InterceptorBench against(ErrorFixture error) {
    if (endpoint == null) {
      endpoint = error.endpoints().iterator().next();
    }
    script.add(it -> it.respond(error));
    return this;
  }

  /** Next, this goes wrong. A fault of HTTP/2 makes the server speak it. */
  public InterceptorBench against(Fault fault) {
    http2 |= fault.onlyHttp2();
    script.add(it -> it.respond(fault));
    return this;
  }

  /** The real time that a run may take: 10 s at first. */
  public InterceptorBench within(Duration realTime) {
    bound = realTime;
    return this;
  }

  /**
   * Runs it in a call that is executed on a thread of its own.
   *
   * @throws AssertionError if the call does not end in time
   */
  public BenchResult blocking() {
    return run(new BenchProbe(false), InterceptorBench::execute);
  }

  /**
   * Runs it in a call that is enqueued.
   *
   * @throws AssertionError if the call does not end in time
   */
  public BenchResult asynchronous() {
    return run(new BenchProbe(false), InterceptorBench::enqueue);
  }

  /**
   * Runs it in a blocking call whose thread is interrupted as soon as the first answer is there,
   * and before the interceptor sees it.
   *
   * @throws AssertionError if the call does not end in time
   */
  public BenchResult interrupted() {
    return run(new BenchProbe(true), InterceptorBench::execute);
  }

  /**
   * Runs it in a call of a client of yours, on a thread of the bench's. The result has the status
   * of the last attempt, and no body.
   *
   * @throws AssertionError if the call does not end in time
   */
  public BenchResult calling(BenchCall call) {
    BenchProbe probe = new BenchProbe(false);
    return run(
        probe,
        (server, client, called) -> {
          BenchCall.Step watched = request -> step == null ? request : probe.above(request, step);
          BenchCall.Setup setup = new BenchCall.Setup(server.url(), server.key(), client, watched);
          Outcome end = await(client.dispatcher()::cancelAll, onThread(() -> ended(call, setup)));
          List<BenchResult.Attempt> made = probe.attempts();
          int last = made.isEmpty() ? 0 : made.get(made.size() - 1).status();
          return new Outcome(last, "", end.failure());
        });
  }

  private static Outcome ended(BenchCall call, BenchCall.Setup setup) {
    try {
      call.call(setup);
      return new Outcome(0, "", null);
    } catch (Exception failed) {
      return new Outcome(0, "", failed);
    }
  }

  private BenchResult run(BenchProbe probe, Way way) {
    return run(
        probe,
        (server, client, called) -> {
          Call call = client.newCall(request(server, called));
          return await(call::cancel, way.start(call));
        });
  }

  private BenchResult run(BenchProbe probe, Run run) {
    Endpoint called = endpoint == null ? Endpoint.GENERATE : endpoint;
    try (VideogenServer server = start(called)) {
      script.forEach(it -> it.accept(server.on(called)));
      OkHttpClient client = client(server, probe);
      try {
        return result(server, probe, run.run(server, client, called));
      } finally {
        if (given == null) {
          client.connectionPool().evictAll();
          client.dispatcher().executorService().shutdown();
        }
      }
    }
  }

  private VideogenServer start(Endpoint called) {
    ServerBuilder<? extends VideogenServer> builder =
        called.service().equals("nouvel") ? NouvelServer.builder() : NanoBananaServer.builder();
    return http2 ? builder.http2().start() : builder.start();
  }

  private OkHttpClient client(VideogenServer server, BenchProbe probe) {
    OkHttpClient.Builder builder =
        given == null ? new OkHttpClient.Builder().readTimeout(READ_TIMEOUT) : given.newBuilder();
    if (http2) {
      builder.sslSocketFactory(server.sslSocketFactory(), server.trustManager());
    }
    Interceptor above =
        chain -> subject == null ? chain.proceed(chain.request()) : probe.above(chain, subject);
    if (network) {
      builder.addNetworkInterceptor(above).addNetworkInterceptor(probe::below);
    } else {
      builder.addInterceptor(above).addInterceptor(probe::below);
    }
    return builder.build();
  }

  private static Request request(VideogenServer server, Endpoint called) {
    Request.Builder request =
        new Request.Builder()
            .url(Objects.requireNonNull(server.url().resolve(SampleCalls.path(called))))
            .header("Authorization", "Bearer " + server.key());
    if (called.method().equals("POST")) {
      request.post(RequestBody.create(SampleCalls.body(called), MediaType.get("application/json")));
    }
    return request.build();
  }

  private Outcome await(Runnable cancel, CompletableFuture<Outcome> end) {
    try {
      return end.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      cancel.run();
      throw new AssertionError("expected the call to end within " + bound + ", it goes on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel.run();
      throw new AssertionError("interrupted on the bench", e);
    } catch (ExecutionException e) {
      throw new AssertionError("the bench failed", e.getCause());
    }
  }

  private static BenchResult result(VideogenServer server, BenchProbe probe, Outcome outcome) {
    Throwable thrown = probe.thrown();
    Throwable failure = thrown != null ? thrown : outcome.failure();
    boolean kept =
        probe.interruptKept() == null
            || Boolean.TRUE.equals(probe.interruptKept())
            || failure instanceof InterruptedIOException;
    return new BenchResult(
        outcome.status(),
        outcome.body(),
        failure,
        probe.runs(),
        probe.attempts(),
        probe.open(),
        kept,
        server.requests());
  }

  private static CompletableFuture<Outcome> execute(Call call) {
    return onThread(
        () -> {
          try {
            return read(call.execute());
          } catch (IOException | RuntimeException e) {
            return new Outcome(0, "", e);
          }
        });
  }

  private static CompletableFuture<Outcome> onThread(Supplier<Outcome> work) {
    CompletableFuture<Outcome> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                end.complete(work.get());
              } catch (Throwable e) {
                end.completeExceptionally(e);
              }
            },
            "interceptor bench");
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  private static CompletableFuture<Outcome> enqueue(Call call) {
    CompletableFuture<Outcome> end = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call ignored, IOException e) {
            end.complete(new Outcome(0, "", e));
          }

          @Override
          public void onResponse(Call ignored, Response response) {
            end.complete(read(response));
          }
        });
    return end;
  }

  /** Reads and closes, as a caller must. A body that breaks is the call's failure too. */
  private static Outcome read(Response response) {
    try (response) {
      return new Outcome(response.code(), response.body().string(), null);
    } catch (IOException e) {
      return new Outcome(response.code(), "", e);
    }
  }

  private interface Run {
    Outcome run(VideogenServer server, OkHttpClient client, Endpoint called);
  }

  private interface Way {
    CompletableFuture<Outcome> start(Call call);
  }

  private record Outcome(int status, String body, @Nullable Throwable failure) {}
}
