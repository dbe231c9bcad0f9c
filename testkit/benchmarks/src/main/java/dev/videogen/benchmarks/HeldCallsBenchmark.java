package dev.videogen.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The processor time of paid calls that only wait, because the service takes minutes. */
final class HeldCallsBenchmark {
  private static final double MOST_PERCENT = 5;
  private static final long SETTLING_MILLIS = 2000;
  private static final long MEASURED_MILLIS = 5000;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private HeldCallsBenchmark() {}

  /** Prints its rows; takes the server's URL. */
  public static void main(String[] args) throws InterruptedException {
    Child.endWithParent();
    measure(args[0], 1);
    measure(args[0], 16);
  }

  private static void measure(String url, int calls) throws InterruptedException {
    TextToVideoRequest request = TextToVideoRequest.builder("A street food vendor").build();
    try (NanoBananaClient client =
        NanoBananaClient.builder().apiKey("nb_benchmark").baseUrl(url).build()) {
      List<CompletableFuture<?>> held = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        held.add(client.api().textToVideo(request).executeAsync());
      }
      Thread.sleep(SETTLING_MILLIS);
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      Thread.sleep(MEASURED_MILLIS);
      double percent = 100.0 * (SYSTEM.getProcessCpuTime() - cpu) / (System.nanoTime() - start);
      if (held.stream().anyMatch(CompletableFuture::isDone)) {
        throw new IllegalStateException("a call that the server holds has ended");
      }
      Row.atMost(
              "processor time of " + calls + " paid calls that wait, % of a core",
              percent,
              MOST_PERCENT,
              "%.1f")
          .print();
    }
  }
}
