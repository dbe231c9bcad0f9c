package dev.videogen.recipes;

import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.nouvel.AcceptedJob;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Event;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Orders that are let finish when the process is told to end. No new one is taken; those under way
 * have some seconds; then the client is closed, which ends them as {@code OutcomeUnknownException},
 * and the ledger keeps each as unknown, for the next start to settle. Jobs needn't be waited for:
 * they go on at the service, and the key brings them back.
 *
 * <pre>{@code
 * Runtime.getRuntime().addShutdownHook(new Thread(() -> orders.stop(Duration.ofSeconds(20))));
 * }</pre>
 */
public final class GracefulShutdown {
  private final NouvelClient nouvel;
  private final Map<String, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private boolean stopped;

  GracefulShutdown(NouvelClient nouvel) {
    this.nouvel = nouvel;
  }

  /** Orders, unless the end has begun. */
  synchronized CompletableFuture<AcceptedJob> order(GenerateRequest request, String key) {
    if (stopped) {
      throw new RejectedExecutionException("shutting down: " + key + " was not ordered");
    }
    CompletableFuture<AcceptedJob> job =
        nouvel.api().generate(request).idempotencyKey(key).executeAsync();
    underWay.put(key, job);
    CompletableFuture<?> unused = job.whenComplete((done, failure) -> underWay.remove(key, job));
    return job;
  }

  /** Takes no more, waits for what is under way, and ends the rest. */
  void stop(Duration grace) {
    CompletableFuture<?>[] open;
    synchronized (this) {
      stopped = true;
      open = underWay.values().toArray(new CompletableFuture<?>[0]);
    }
    try {
      CompletableFuture.allOf(open).get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      System.out.println("not all orders came to an end in " + grace);
    } catch (ExecutionException failed) {
      System.out.println("an order failed: " + failed.getCause());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      nouvel.close();
    }
  }

  /** One order comes to an end, one doesn't. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path file = Files.createTempDirectory("orders").resolve("videos.ledger");
    try (NouvelServer fake = NouvelServer.start();
        FileLedger ledger = FileLedger.open(file)) {
      GracefulShutdown orders = new GracefulShutdown(Fakes.client(fake).ledger(ledger).build());
      GenerateRequest request = GenerateRequest.of(Fakes.PRODUCT);
      orders.order(request, "clip-1").join();
      fake.onGenerate().respond(Fault.STALL_BEFORE_HEADERS);
      CountDownLatch taken = new CountDownLatch(1);
      fake.on(Event.CHARGED).run(taken::countDown);
      CompletableFuture<AcceptedJob> stalled = orders.order(request, "clip-2");
      taken.await();

      orders.stop(Duration.ZERO);

      System.out.println("clip-2: " + stalled.handle((job, failure) -> failure).join());
      for (Entry entry : ledger.unsettled()) {
        System.out.println("to settle at the next start: " + entry.order().key());
      }
    }
  }
}
