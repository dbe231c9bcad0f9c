package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThousandJobsTest {
  private static final int JOBS = 1000;
  private static final int LIMIT = 60;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  @Timeout(120)
  void thousandJobsShareTheKeysMinuteFairlyAndAreNeverRefused() throws Exception {
    VirtualTime time = new VirtualTime();
    List<Long> requests = new ArrayList<>();
    Map<String, Integer> polls = new ConcurrentHashMap<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger lead = new AtomicInteger();
    try (FakeService service = new FakeService()) {
      service.server.setDispatcher(
          new Dispatcher() {
            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
              long now = time.nanoTime();
              requests.add(now);
              if (inMinuteBefore(requests, requests.size() - 1) > LIMIT) {
                refused.incrementAndGet();
                return FakeService.response(429, "{\"error\":\"Rate limit exceeded\"}");
              }
              String id = request.getUrl().pathSegments().get(3);
              int poll = polls.merge(id, 1, Integer::sum);
              if (poll == 2) {
                lead.accumulateAndGet(JOBS - polls.size(), Math::max);
              }
              String status = poll < 2 ? "running" : "completed";
              return FakeService.response(
                  200, "{\"jobId\":\"" + id + "\",\"status\":\"" + status + "\"}");
            }
          });
      AtomicInteger open = new AtomicInteger(JOBS);
      List<CompletableFuture<Job>> awaited = new ArrayList<>();
      int threadsBefore = Thread.activeCount();
      try (NouvelClient client = service.client(time)) {
        for (int i = 0; i < JOBS; i++) {
          CompletableFuture<Job> job =
              client.awaitJob("job-" + i).deadline(Duration.ofHours(1)).executeAsync();
          awaited.add(
              job.whenComplete(
                  (ended, failure) -> {
                    open.decrementAndGet();
                    time.nudge();
                  }));
        }
        int mostThreads = 0;
        while (open.get() > 0) {
          // Every wait that isn't over pauses: nothing is under way while time moves on.
          time.await(() -> time.pausing() == open.get());
          mostThreads = Math.max(mostThreads, Thread.activeCount());
          if (open.get() > 0) {
            time.endNextPause();
          }
        }
        for (CompletableFuture<Job> job : awaited) {
          assertThat(Mode.get(job).status()).isEqualTo(JobStatus.COMPLETED);
        }
        // A few threads for calls under way and the server's, none per job.
        assertThat(mostThreads - threadsBefore).isLessThan(40);
      }
    }
    assertThat(refused).hasValue(0);
    assertThat(requests).hasSize(2 * JOBS);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(inMinuteBefore(requests, i)).isLessThanOrEqualTo(LIMIT);
    }
    // 2000 polls at 60 a minute need 34 windows, the first of which begins after 10 s.
    assertThat(requests.get(requests.size() - 1))
        .isLessThanOrEqualTo(Duration.ofSeconds(10 + 33 * 60).toNanos());
    // Nobody's second look came before everybody's first, but for those who queued up later.
    assertThat(lead).hasValue(0);
  }

  /** How many requests the minute has that ends with this one, itself included. */
  private static int inMinuteBefore(List<Long> requests, int last) {
    int first = last;
    while (first > 0 && requests.get(last) - requests.get(first - 1) < MINUTE) {
      first--;
    }
    return last - first + 1;
  }
}
