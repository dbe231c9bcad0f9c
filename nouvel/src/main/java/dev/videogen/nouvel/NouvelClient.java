package dev.videogen.nouvel;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Provider;
import dev.videogen.core.annotations.CheckReturnValue;
import dev.videogen.core.download.Download;
import dev.videogen.core.download.Downloads;
import dev.videogen.core.download.VideoFileName;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A client for Nouvel. Thread-safe; make one per key and keep it: the key's 60 requests a minute
 * are shared out by the client.
 */
public final class NouvelClient implements AutoCloseable {
  private static final String NAME = "nouvel";
  private static final int REQUESTS = 60;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
  private static final PollSchedule SCHEDULE =
      PollSchedule.of(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20));

  static final Provider PROVIDER =
      Provider.builder(NAME)
          .baseUrl("https://app.nouvel.ai/api/v1/")
          .keyPrefix("nvl_")
          .keyVariable("NOUVEL_API_KEY")
          .errors(NouvelClient::errors)
          .lookUp(
              call ->
                  call.endpoint().equals("publish")
                      ? "The post may be live: look on each platform before posting again."
                      : "The request may have taken effect, and quota: list the newest projects, or"
                          + " look in the dashboard, before sending it again.")
          .deadline(Duration.ofMinutes(20))
          .throttle(time -> new SlidingWindowThrottle(REQUESTS, WINDOW, time, call -> true))
          .build();

  private static ErrorCatalogue errors() {
    return ErrorCatalogue.builder(NouvelErrorCode.UNRECOGNISED)
        .codes(NouvelErrorCode.values())
        .envelope(response -> response.error() != null && response.reason() != null)
        .bodyWait(NouvelClient::bodyWait)
        .longerWaitWins()
        .build();
  }

  private final ApiClient client;
  private final NouvelApi api;
  private final Poller poller;

  private NouvelClient(ApiClient client) {
    this.client = client;
    this.api = client.createLazily(NouvelApi.class);
    this.poller = new Poller(client);
    Ledger ledger = client.ledger();
    if (ledger != null) {
      client.lookBeforeRetry(new OrderLookUp(api, ledger));
    }
  }

  /** A client under construction; only the key is required. */
  public static ClientBuilder<NouvelClient> builder() {
    return new ClientBuilder<>(PROVIDER, NouvelClient::new);
  }

  /**
   * A client with the key of the environment variable {@code NOUVEL_API_KEY}.
   *
   * @throws IllegalArgumentException if the variable is missing, or no fit key
   */
  public static NouvelClient fromEnv() {
    return builder().apiKeyFromEnv().build();
  }

  private static @Nullable Duration bodyWait(ErrorResponse response) {
    Duration named = ServerWait.seconds(response.json().get("retryAfter"));
    Duration reset =
        ServerWait.until(NouvelErrorCode.resetAt(response.json().get("resetAt")), response.time());
    if (named == null || reset == null) {
      return named == null ? reset : named;
    }
    return named.compareTo(reset) >= 0 ? named : reset;
  }

  /** The service's endpoints. */
  public NouvelApi api() {
    return api;
  }

  /**
   * Requests videos, and waits until the job has ended, however it does: a failed job is a value,
   * too.
   *
   * <p>The first progress has the id of the accepted job; keep it for {@link #awaitJob(String)}
   * should this process end. If the wait fails, {@link PaidJob#of} has the job, and the exception's
   * charge is certain: don't pay again.
   *
   * <pre>{@code
   * Job job = nouvel.generateAndAwait(request).onProgress(p -> log.info("{} %", p.percent())).execute();
   * }</pre>
   */
  @CheckReturnValue
  public Wait<Job, JobProgress> generateAndAwait(GenerateRequest request) {
    return generateAndAwait(request, api.generate(request));
  }

  /**
   * As {@link #generateAndAwait(GenerateRequest)}, paid at most once under this key, however often
   * it is run and in whatever process: where the job was accepted before, that one is awaited.
   *
   * <pre>{@code
   * Job job = nouvel.generateAndAwait(request, "shop-42/clip-3").execute(); // after a restart, too
   * }</pre>
   *
   * @param idempotencyKey as in {@link ApiCall#idempotencyKey}
   * @throws IllegalArgumentException if the key isn't of that kind
   * @throws IllegalStateException if the client has no ledger
   */
  @CheckReturnValue
  public Wait<Job, JobProgress> generateAndAwait(GenerateRequest request, String idempotencyKey) {
    return generateAndAwait(request, api.generate(request).idempotencyKey(idempotencyKey));
  }

  private Wait<Job, JobProgress> generateAndAwait(
      GenerateRequest request, ApiCall<AcceptedJob> paid) {
    return poller.waitAfter(
        paid,
        "generateAndAwait",
        accepted -> poll(accepted.jobId()),
        accepted -> new PaidJob(accepted, request),
        ProgressReporter::new);
  }

  /**
   * Looks at the service for an order that was sent and has no known outcome: among the account's
   * projects, for those of the same product pages that were made at about that time and aren't of
   * another order in the ledger. What is found is settled in the ledger as paid. Nothing is ever
   * sent but questions.
   *
   * <pre>{@code
   * Reconciliation known = nouvel.reconcile(request, "shop-42/clip-3").execute();
   * if (known.outcome() == Reconciliation.Outcome.FOUND) {
   *   log.info("paid, as {}", known.projects());
   * }
   * }</pre>
   *
   * @param request as it was ordered: the ledger keeps no prompt
   * @throws IllegalArgumentException if it isn't a key
   * @throws IllegalStateException if the client has no ledger
   */
  @CheckReturnValue
  public Reconcile reconcile(GenerateRequest request, String idempotencyKey) {
    return new Reconcile(client, api, ledger(), request, idempotencyKey);
  }

  /**
   * Settles an order by the report that its job has ended, which brings the job's id back: calls
   * with the key get it from then on. Whose report it is, the receiver knows by its URL: {@link
   * OrderWebhook} puts the key there.
   *
   * @return false if nothing is known of the key, or it was settled before, or is being sent now
   * @throws IllegalArgumentException if it isn't a key
   * @throws IllegalStateException if the client has no ledger
   * @throws IOException if the ledger can't be written
   */
  public boolean reconcile(WebhookEvent report, String idempotencyKey) throws IOException {
    return ledger()
        .settle(
            Order.checkKey(idempotencyKey),
            Settlement.paid(PaidAnswer.of(report)),
            "its job " + Failure.oneLine(report.jobId()) + " was reported",
            client.time().now());
  }

  private Ledger ledger() {
    Ledger ledger = client.ledger();
    if (ledger == null) {
      throw new IllegalStateException("reconcile: the client has no ledger");
    }
    return ledger;
  }

  /**
   * Waits until a job has ended, however it does: a failed job is a value, too. Any process may
   * have requested the job. The limit is 30 minutes, with polls after 10 s, 15 s, and then every 20
   * s; one key has 60 requests a minute for everything.
   *
   * @throws IllegalArgumentException if the id is blank
   */
  @CheckReturnValue
  public Wait<Job, JobProgress> awaitJob(String jobId) {
    return poller.waitFor(poll(jobId), ProgressReporter::new);
  }

  private Poll<Job> poll(String jobId) {
    String id = Requests.required("jobId", jobId);
    return Poll.builder("awaitJob", id, () -> api.job(id))
        .until(job -> job.status().isTerminal())
        .state(job -> job.status().value())
        .schedule(SCHEDULE)
        .deadline(LONGEST_WAIT)
        .build();
  }

  /**
   * Waits until a post is published or has failed on every platform; {@link
   * Publication#platforms()} tells which. For a scheduled post the deadline must reach beyond its
   * time. Limit and polls are those of {@link #awaitJob(String)}.
   *
   * @throws IllegalArgumentException if the id is blank
   */
  @CheckReturnValue
  public Wait<Publication, Publication> awaitPublished(String postId) {
    String id = Requests.required("postId", postId);
    return poller.waitFor(
        Poll.builder("awaitPublished", id, () -> api.publication(id))
            .until(Publication::isSettled)
            .state(publication -> String.valueOf(publication.status()))
            .schedule(SCHEDULE)
            .deadline(LONGEST_WAIT)
            .build(),
        listener -> listener::accept);
  }

  /** All of the account's projects, newest first, fetched as they are asked for. */
  public Paged<Project> projects() {
    return projects(ProjectFilter.ALL);
  }

  /** The account's projects that a filter lets through, newest first, fetched as asked for. */
  public Paged<Project> projects(ProjectFilter filter) {
    return new Paged<>(
        number -> {
          ProjectPage page = api.projects(filter.page(number)).execute();
          return new Paged.Page<>(page.projects(), page.pagination());
        },
        Project::id);
  }

  /** The posts that a filter lets through and how they did, fetched as they are asked for. */
  public Paged<AnalyticsPost> posts(PostFilter filter) {
    return new Paged<>(
        number -> {
          AnalyticsPage page = api.analytics(filter.page(number)).execute();
          return new Paged.Page<>(page.posts(), page.pagination());
        },
        AnalyticsPost::id);
  }

  /**
   * Describes the download of a video into a folder, which is made if need be, without any
   * credential. The file is named after the video's project; if that name is taken, {@code -2} or a
   * higher number is added.
   *
   * <pre>{@code
   * Path file = nouvel.download(video, Path.of("outbox")).execute();
   * }</pre>
   */
  public Download<Path> download(CompletedVideo video, Path folder) {
    String name = VideoFileName.of(video.projectId(), video.videoUrl());
    return client.downloads().downloadInto(video.videoUrl(), folder, name);
  }

  /**
   * Describes the download of a file that doesn't exist yet, without any credential.
   *
   * @param url a {@code videoUrl}
   * @throws IllegalArgumentException if {@code target} names no file
   */
  public Download<Path> download(String url, Path target) {
    return client.downloads().download(url, target);
  }

  /** Downloads to streams, or of other files. */
  public Downloads downloads() {
    return client.downloads();
  }

  /**
   * Ends all calls and waits under way with {@link dev.videogen.core.errors.CallCanceledException}.
   */
  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "NouvelClient[" + client + "]";
  }
}
