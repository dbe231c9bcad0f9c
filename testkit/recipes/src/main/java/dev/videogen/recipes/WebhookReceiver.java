package dev.videogen.recipes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.WebhookEvent;
import dev.videogen.nouvel.WebhookRefusedException;
import dev.videogen.nouvel.WebhookVerifier;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of Nouvel's reports on the JDK's own HTTP server. It tells of each job's end once,
 * whether a report comes, comes several times, or is lost. Thread-safe.
 *
 * <p>A report is checked and acknowledged at once, and worked on by another thread: the service
 * waits for a response for 5 s only. Reports can be lost, and a cancelled job sends none, so {@link
 * #watch} polls the job now and then all the same. What was seen is remembered in this process
 * alone; one that must survive a restart belongs into a database, with {@link WebhookEvent#key()}
 * as its key.
 *
 * <p>The service calls public https addresses only: put this behind a proxy that does TLS and ends
 * slow senders.
 */
public final class WebhookReceiver implements AutoCloseable {
  /** The path that takes reports. */
  public static final String PATH = "/webhooks/nouvel";

  /** The largest report that is read, in bytes. */
  public static final int LARGEST_BODY = 1 << 20;

  private static final int REQUEST_THREADS = 4;
  private static final int REMEMBERED = 10_000;
  private static final Duration LONGEST_WATCH = Duration.ofHours(2);
  private static final PollSchedule SLOWLY =
      PollSchedule.of(Duration.ofMinutes(2), Duration.ofMinutes(5));

  private final WebhookVerifier verifier;
  private final NouvelClient nouvel;
  private final Listener listener;
  private final HttpServer server;
  private final ExecutorService requests = Executors.newFixedThreadPool(REQUEST_THREADS);
  private final ExecutorService work = Executors.newSingleThreadExecutor();
  private final Set<String> reported = newestOnly();
  private final Set<String> ended = newestOnly();
  private final Map<String, CompletableFuture<Job>> watched = new HashMap<>();

  /**
   * Starts to listen.
   *
   * @param address where; port 0 lets the system choose one
   * @param nouvel asks for the jobs; it stays the caller's, to be closed after this
   * @throws IOException if the port can't be opened
   */
  public WebhookReceiver(
      InetSocketAddress address, WebhookVerifier verifier, NouvelClient nouvel, Listener listener)
      throws IOException {
    this.verifier = verifier;
    this.nouvel = nouvel;
    this.listener = listener;
    server = HttpServer.create(address, 0);
    server.createContext(PATH, this::respond);
    server.setExecutor(requests);
    server.start();
  }

  /** The port that it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Polls a job every few minutes until it has ended, or its report came. Call it once the job is
   * accepted, and again after a restart.
   */
  public synchronized void watch(String jobId) {
    if (!ended.contains(jobId) && !watched.containsKey(jobId)) {
      CompletableFuture<Job> end =
          nouvel.awaitJob(jobId).deadline(LONGEST_WATCH).schedule(SLOWLY).executeAsync();
      watched.put(jobId, end);
      CompletableFuture<Job> unused =
          end.whenCompleteAsync((job, failure) -> looked(jobId, job, failure), work);
    }
  }

  /** Takes no more reports and ends the looking; reports that were taken are still worked on. */
  @Override
  public void close() {
    server.stop(0);
    requests.shutdown();
    Map<String, CompletableFuture<Job>> open;
    synchronized (this) {
      open = new HashMap<>(watched);
      watched.clear();
    }
    open.values().forEach(end -> end.cancel(true));
    work.shutdown();
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status(exchange), -1);
    }
  }

  private int status(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return 413;
    }
    String signature = exchange.getRequestHeaders().getFirst(WebhookVerifier.SIGNATURE_HEADER);
    try {
      take(verifier.verify(body, signature));
      return 204;
    } catch (WebhookRefusedException refused) {
      return refused.reason() == WebhookRefusedException.Reason.BODY_UNREADABLE ? 400 : 401;
    }
  }

  private void take(WebhookEvent event) {
    if (reported.add(event.key())) {
      work.execute(() -> fetch(event));
    }
  }

  /** A report doesn't document what it tells of the videos, so the job itself is asked. */
  private void fetch(WebhookEvent event) {
    try {
      Job job = nouvel.api().job(event.jobId()).execute();
      if (job.status().isTerminal()) {
        tell(job);
      } else {
        watch(event.jobId());
      }
    } catch (IOException failure) {
      reported.remove(event.key()); // So that the service's next attempt counts.
      listener.failed(event.jobId(), failure);
    }
  }

  private void looked(String jobId, @Nullable Job job, @Nullable Throwable failure) {
    boolean cancelled;
    synchronized (this) {
      cancelled = watched.remove(jobId) == null;
    }
    if (job != null) {
      tell(job);
    } else if (failure != null && !cancelled) {
      listener.failed(jobId, failure);
    }
  }

  private void tell(Job job) {
    CompletableFuture<Job> waiting;
    synchronized (this) {
      waiting = watched.remove(job.jobId());
    }
    if (waiting != null) {
      waiting.cancel(true);
    }
    if (ended.add(job.jobId())) {
      listener.ended(job);
    }
  }

  private static Set<String> newestOnly() {
    return Collections.synchronizedSet(
        Collections.newSetFromMap(
            new LinkedHashMap<String, Boolean>() {
              @Override
              protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
              }
            }));
  }

  /** Hears of jobs, on the receiver's one working thread. */
  public interface Listener {
    /** A job has ended, however it did; called once per job. */
    void ended(Job job);

    /** A job could not be looked at, or has not ended after two hours; it may yet do so. */
    void failed(String jobId, Throwable failure);
  }

  /**
   * Shows both ways in which the end of a job is heard of, with a fake of the service: one job's
   * report comes, another's is lost. Exits with 0 if both were heard of, else with 1.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Printing heard = new Printing(2);
    try (NouvelServer fake = NouvelServer.start();
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(fake.key())
                .baseUrl(fake.url())
                .time(new RecordedTime())
                .build();
        WebhookReceiver receiver =
            new WebhookReceiver(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                WebhookVerifier.of(fake.webhooks().secret()),
                nouvel,
                heard)) {
      fake.webhooks().deliverTo(HttpUrl.get("http://127.0.0.1:" + receiver.port() + PATH));
      GenerateRequest request =
          GenerateRequest.builder("https://example.com/products/protein-powder")
              .webhookUrl("https://example.com" + PATH)
              .build();

      String first = nouvel.api().generate(request).execute().jobId();
      fake.webhooks()
          .deliver(first)
          .forEach(report -> System.out.println("report acknowledged with " + report.status()));
      receiver.watch(nouvel.api().generate(request).execute().jobId());
      if (!heard.all.await(30, TimeUnit.SECONDS)) {
        System.out.println("webhook receiver failed: a job's end was not heard of");
        System.exit(1);
      }
    }
  }

  private static final class Printing implements Listener {
    private final CountDownLatch all;

    Printing(int jobs) {
      all = new CountDownLatch(jobs);
    }

    @Override
    public void ended(Job job) {
      System.out.println(
          job.jobId() + " " + job.status() + ", videos to fetch: " + job.completed().size());
      all.countDown();
    }

    @Override
    public void failed(String jobId, Throwable failure) {
      System.out.println(jobId + ": " + failure);
    }
  }
}
