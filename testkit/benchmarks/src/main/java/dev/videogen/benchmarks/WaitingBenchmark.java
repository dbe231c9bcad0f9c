package dev.videogen.benchmarks;

import dev.videogen.nanobanana.NanoBananaApi;
import dev.videogen.nanobanana.NanoBananaClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Ten thousand asynchronous reads, each told once to wait one second: how long they take, and what
 * they hold.
 */
final class WaitingBenchmark {
  static final int CALLS = 10_000;
  private static final int MOST_THREADS = 40;

  private WaitingBenchmark() {}

  /** Prints its rows; takes the server's URL. */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    double plain = run(args[0] + "plain/", WaitingBenchmark::plain);
    run(args[0] + "once/", api -> waiting(api, plain));
  }

  private interface Measurement {
    double of(NanoBananaApi api) throws Exception;
  }

  private static double run(String url, Measurement measurement) throws Exception {
    try (NanoBananaClient client =
        NanoBananaClient.builder().apiKey("nb_benchmark").baseUrl(url).build()) {
      return measurement.of(client.api());
    }
  }

  /** As many exchanges as the calls have that are refused once. */
  private static double plain(NanoBananaApi api) throws Exception {
    IntFunction<CompletableFuture<?>> read = id -> api.videoStatus("plain" + id).executeAsync();
    time(2 * CALLS, read);
    return time(2 * CALLS, read);
  }

  private static double waiting(NanoBananaApi api, double plain) throws Exception {
    System.gc();
    ThreadPeak peak = new ThreadPeak();
    double seconds = time(CALLS, id -> api.videoStatus("once" + id).executeAsync());
    String what = Row.text("%,d reads told once to wait 1 s", CALLS);
    Row.info("20,000 exchanges without a wait, s", Row.text("%.2f", plain)).print();
    Row.atMost(what + ", s", seconds, 1.5 * plain + 1, "%.2f").print();
    peak.row(what + ", threads at the peak", MOST_THREADS).print();
    Row.info(what + ", heap", Row.text("fits %d MB", Runtime.getRuntime().maxMemory() >> 20))
        .print();
    return seconds;
  }

  static double time(int calls, IntFunction<? extends CompletableFuture<?>> call) throws Exception {
    long start = System.nanoTime();
    List<CompletableFuture<?>> all = new ArrayList<>(calls);
    for (int id = 0; id < calls; id++) {
      all.add(call.apply(id));
    }
    for (CompletableFuture<?> one : all) {
      one.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
