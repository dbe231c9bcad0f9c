package dev.videogen.recipes;

import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A job's state for many readers, such as a page that each visitor reloads: asked at most once in
 * some seconds, by one of those who want it, and never again once the job has ended. It counts in
 * the key's 60 requests a minute once, however many look. Thread-safe.
 *
 * <p>OkHttp's own cache isn't used for API calls: it goes by URL, and two accounts have the same.
 * Here jobs are kept for good; a cache of your own, such as Caffeine, bounds how many.
 */
public final class CachedStatus {
  private final NouvelClient nouvel;
  private final Duration freshFor;
  private final InstantSource clock;
  private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(Instant asked, CompletableFuture<Job> job) {}

  CachedStatus(NouvelClient nouvel, Duration freshFor, InstantSource clock) {
    this.nouvel = nouvel;
    this.freshFor = freshFor;
    this.clock = clock;
  }

  /** The job, as it was a few seconds ago at most. */
  CompletableFuture<Job> job(String id) {
    Kept current =
        kept.compute(
            id,
            (key, last) ->
                last != null && isFresh(last)
                    ? last
                    : new Kept(clock.instant(), nouvel.api().job(key).executeAsync()));
    return current.job().copy();
  }

  private boolean isFresh(Kept last) {
    if (last.job().isCompletedExceptionally()) {
      return false;
    }
    return !last.job().isDone()
        || last.job().join().status().isTerminal()
        || clock.instant().isBefore(last.asked().plus(freshFor));
  }

  /** A hundred visitors look at one job; the service is asked once. */
  public static void main(String[] args) throws IOException {
    try (NouvelServer fake = NouvelServer.start();
        NouvelClient nouvel = Fakes.client(fake).build()) {
      String id = nouvel.api().generate(GenerateRequest.of(Fakes.PRODUCT)).execute().jobId();
      CachedStatus cache = new CachedStatus(nouvel, Duration.ofSeconds(10), InstantSource.system());
      for (int visitor = 0; visitor < 100; visitor++) {
        cache.job(id).join();
      }
      System.out.println("100 looks, " + fake.requestCount(Endpoint.JOB) + " request");
    }
  }
}
