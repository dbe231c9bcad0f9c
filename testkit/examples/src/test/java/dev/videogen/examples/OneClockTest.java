package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.JobStatus;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.ReceivedRequest;
import dev.videogen.testkit.VideogenAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fake that goes by its client's time. */
class OneClockTest {
  private static final int WAITS = 2_000;
  private static final int BLOCKING_WAITS = 100;

  private final RecordedTime time = new RecordedTime(Instant.parse("2026-01-02T03:04:05Z"));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullWindowAndAClientThatWaitsMeet(boolean asynchronous) throws Exception {
    TextToVideoRequest request = TextToVideoRequest.builder("a cat").build();
    try (NanoBananaServer server = NanoBananaServer.start();
        NanoBananaClient nanobanana =
            NanoBananaClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .backoff(policy -> policy.withMaxServerWait(Duration.ofHours(1)))
                .deadline(Duration.ofHours(2))
                .throttle(Throttle.none())
                .time(time)
                .build()) {
      server.clock().follow(time::now);
      server.fillRateWindow();
      Instant before = server.clock().now();
      if (asynchronous) {
        nanobanana.api().textToVideo(request).executeAsync().get(20, TimeUnit.SECONDS);
      } else {
        nanobanana.api().textToVideo(request).execute();
      }

      assertThat(server.requests()).extracting(ReceivedRequest::answered).hasSize(2);
      assertThat(Duration.between(before, server.clock().now()))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(30));
      VideogenAssertions.assertThat(server).charged(1);
    }
  }

  @Test
  void thousandsOfWaitsShareIt() throws Exception {
    try (NouvelServer server = NouvelServer.start();
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .throttle(Throttle.none())
                .time(time)
                .build()) {
      server.clock().follow(time::now);
      server.rateLimited(false);
      server.quota(0, 10_000);
      List<CompletableFuture<Job>> all = new ArrayList<>();
      for (int i = 0; i < WAITS; i++) {
        GenerateRequest request = GenerateRequest.of("https://shop.example/products/" + i);
        all.add(nouvel.generateAndAwait(request).executeAsync());
      }
      for (CompletableFuture<Job> each : all) {
        assertThat(each.get(60, TimeUnit.SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
      }
      VideogenAssertions.assertThat(server).charged(WAITS);
    }
  }

  @Test
  void manyBlockingWaitsShareIt() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (NouvelServer server = NouvelServer.start();
        NouvelClient nouvel =
            NouvelClient.builder().apiKey(server.key()).baseUrl(server.url()).time(time).build()) {
      server.clock().follow(time::now);
      server.quota(0, 1_000);
      List<Callable<Job>> all = new ArrayList<>();
      for (int i = 0; i < BLOCKING_WAITS; i++) {
        GenerateRequest request = GenerateRequest.of("https://shop.example/products/" + i);
        all.add(() -> nouvel.generateAndAwait(request).execute());
      }
      for (Future<Job> each : threads.invokeAll(all, 20, TimeUnit.SECONDS)) {
        assertThat(each.get().status()).isEqualTo(JobStatus.COMPLETED);
      }
      VideogenAssertions.assertThat(server).charged(BLOCKING_WAITS);
    } finally {
      threads.shutdown();
    }
  }
}
