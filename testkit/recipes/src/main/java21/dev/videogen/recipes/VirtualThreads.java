package dev.videogen.recipes;

import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Blocking calls on virtual threads, from Java 21: each waits in plain code, and holds no platform
 * thread while it does. An interrupt ends a call at once, as on any thread.
 */
public final class VirtualThreads {
  private VirtualThreads() {}

  /** A hundred orders wait for their jobs, each on a thread of its own. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    try (NouvelServer fake = NouvelServer.start();
        NouvelClient nouvel = Fakes.client(fake).build()) {
      fake.quota(0, 1000);
      List<Future<Integer>> videos = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int order = 0; order < 100; order++) {
          GenerateRequest request = GenerateRequest.of(Fakes.PRODUCT + "?order=" + order);
          videos.add(
              threads.submit(
                  () -> nouvel.generateAndAwait(request).execute().completed().size()));
        }
      }
      int sum = 0;
      for (Future<Integer> video : videos) {
        sum += video.get();
      }
      System.out.println(sum + " videos");
    }
  }
}
