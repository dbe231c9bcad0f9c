package dev.videogen.benchmarks;

import dev.videogen.core.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.GET;

/**
 * Ten thousand asynchronous reads, each told once to wait one second: how long they take, and what
 * they hold. Two interceptors that sleep run beside it.
 */
public final class WaitingBenchmark {
  private static final int CALLS = 10_000;
  private static final int SLEEPERS = 100;
  private static final int MOST_THREADS = 40;

  private WaitingBenchmark() {}

  /** An answer. */
  public record Clip(String id, String url, int credits) {}

  /** What is read. */
  public interface Api {
    /** Answered at once. */
    @GET("plain/{run}/{id}")
    CompletableFuture<Clip> plain(
        @retrofit2.http.Path("run") String run, @retrofit2.http.Path("id") int id);

    /** Refused once for a second. */
    @GET("once/{run}/{id}")
    CompletableFuture<Clip> once(
        @retrofit2.http.Path("run") String run, @retrofit2.http.Path("id") int id);
  }

  /** Runs the benchmark, and fails if waiting holds more, or takes longer, than it may. */
  public static void main(String[] args) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RefusingServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      boolean fine = measure("http://127.0.0.1:" + lines.readLine() + "/");
      if (!fine) {
        System.exit(1);
      }
    } finally {
      server.destroy();
    }
  }

  private static boolean measure(String url) throws Exception {
    boolean fine;
    try (ApiClient client = BenchProvider.client().baseUrl(url).build()) {
      Api api = client.create(Api.class);
      time(2 * CALLS, id -> api.plain("warmup", id));
      double plain = time(2 * CALLS, id -> api.plain("measured", id));
      ManagementFactory.getThreadMXBean().resetPeakThreadCount();
      System.gc();
      double waiting = time(CALLS, id -> api.once("chain", id));
      int threads = ManagementFactory.getThreadMXBean().getPeakThreadCount();
      double most = 1.5 * plain + 1;
      System.out.printf(
          "%d calls told to wait 1 s: %.2f s, at most %.2f s (20,000 exchanges alone: %.2f s);"
              + " %d threads at the peak, at most %d; heap limit %d MB%n",
          CALLS,
          waiting,
          most,
          plain,
          threads,
          MOST_THREADS,
          Runtime.getRuntime().maxMemory() >> 20);
      fine = waiting <= most && threads <= MOST_THREADS;
    }
    sleeping(url, "a sleeping interceptor", new Dispatcher(), SLEEPERS);
    Dispatcher raised = new Dispatcher();
    raised.setMaxRequests(CALLS);
    raised.setMaxRequestsPerHost(CALLS);
    sleeping(url, "a sleeping interceptor, limits raised", raised, CALLS);
    return fine;
  }

  private static void sleeping(String url, String name, Dispatcher dispatcher, int calls)
      throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool())
            .readTimeout(0, TimeUnit.SECONDS)
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  if (response.code() == 429) {
                    response.close();
                    sleepOneSecond();
                    return chain.proceed(chain.request());
                  }
                  return response;
                })
            .build();
    Api api =
        new Retrofit.Builder()
            .baseUrl(url)
            .client(http)
            .addConverterFactory(MoshiConverterFactory.create())
            .build()
            .create(Api.class);
    ManagementFactory.getThreadMXBean().resetPeakThreadCount();
    double seconds = time(calls, id -> api.once(name.replace(' ', '-'), id));
    System.out.printf(
        "%s, %d calls: %.2f s, %d threads at the peak%n",
        name, calls, seconds, ManagementFactory.getThreadMXBean().getPeakThreadCount());
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static void sleepOneSecond() throws IOException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static double time(int calls, IntFunction<CompletableFuture<Clip>> call)
      throws Exception {
    long start = System.nanoTime();
    List<CompletableFuture<Clip>> all = new ArrayList<>(calls);
    for (int id = 0; id < calls; id++) {
      all.add(call.apply(id));
    }
    for (CompletableFuture<Clip> one : all) {
      one.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
