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
  private static final int WARM_UP = 2_000;
  private static final int MOST_THREADS = 40;

  private WaitingBenchmark() {}

  /** Prints its rows; takes the server's URL. */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    try (NanoBananaClient client =
        NanoBananaClient.builder().apiKey("nb_benchmark").baseUrl(args[0]).build()) {
      measure(client.api());
    }
  }

  private static void measure(NanoBananaApi api) throws Exception {
    ThreadPeak peak = new ThreadPeak();
    IntFunction<CompletableFuture<?>> plain = id -> api.videoStatus("plain" + id).executeAsync();
    time(2 * CALLS, plain);
    time(WARM_UP, id -> api.videoStatus("once-warm-up" + id).executeAsync());
    // As many exchanges as the calls have that are refused once.
    double exchanges = time(2 * CALLS, plain);
    System.gc();
    double waiting = time(CALLS, id -> api.videoStatus("once" + id).executeAsync());
    String what = Row.text("%,d reads told once to wait 1 s", CALLS);
    Row.info("20,000 exchanges without a wait, s", Row.text("%.2f", exchanges)).print();
    Row.atMost(what + ", s", waiting, 1.5 * exchanges + 1, "%.2f").print();
    peak.row(what + ", threads at the peak", MOST_THREADS).print();
    Row.info(what + ", heap", Row.text("fits %d MB", Runtime.getRuntime().maxMemory() >> 20))
        .print();
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
