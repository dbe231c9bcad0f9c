package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final int REQUESTS = 10_000;
  private static final int AT_A_TIME = 8;

  @Test
  void tenThousandGenerationsEightAtATimeAreEachChargedOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try (NanoBananaServer server = NanoBananaServer.start();
        TestClient client = new TestClient(server)) {
      server.rateLimited(false);
      server.credits(7 * REQUESTS);
      Callable<Integer> share =
          () -> {
            int succeeded = 0;
            for (int i = 0; i < REQUESTS / AT_A_TIME; i++) {
              if (client.post("text-to-video.php", "{\"prompt\":\"A market\"}").status() == 200) {
                succeeded++;
              }
            }
            return succeeded;
          };
      List<Future<Integer>> shares = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < AT_A_TIME; i++) {
        shares.add(threads.submit(share));
      }
      int succeeded = 0;
      for (Future<Integer> each : shares) {
        succeeded += each.get();
      }
      System.out.printf(
          "%d requests, %d at a time: %d ms%n",
          REQUESTS, AT_A_TIME, (System.nanoTime() - start) / 1_000_000);

      assertThat(succeeded).isEqualTo(REQUESTS);
      assertThat(server.charges()).isEqualTo(REQUESTS);
      assertThat(server.credits()).isZero();
    } finally {
      threads.shutdown();
    }
  }
}
