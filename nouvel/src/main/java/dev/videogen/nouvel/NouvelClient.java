package dev.videogen.nouvel;

import dev.videogen.core.ApiClient;
import dev.videogen.core.CallOptions;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Provider;
import dev.videogen.core.download.Download;
import dev.videogen.core.download.Downloads;
import dev.videogen.core.download.VideoFileName;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Polling;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A client for Nouvel. Thread-safe; make one per key and keep it: the key's 60 requests a minute
 * are shared out by the client.
 */
public final class NouvelClient implements AutoCloseable {
  private static final String NAME = "nouvel";
  private static final int REQUESTS = 60;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private static final Provider PROVIDER =
      Provider.builder(NAME)
          .baseUrl("https://app.nouvel.ai/api/v1/")
          .keyPrefix("nvl_")
          .keyVariable("NOUVEL_API_KEY")
          .errors(
              ErrorCatalogue.builder(NouvelErrorCode.UNRECOGNISED)
                  .codes(NouvelErrorCode.values())
                  .bodyWait(NouvelClient::bodyWait)
                  .longerWaitWins()
                  .build())
          .lookUp(
              "The request may have taken effect, and quota: list the newest projects, or look in"
                  + " the dashboard, before sending it again.")
          .deadline(Duration.ofMinutes(20))
          .throttle(time -> new SlidingWindowThrottle(REQUESTS, WINDOW, time, call -> true))
          .moshi(AnswerAdapters::addTo)
          .build();

  private final ApiClient client;
  private final NouvelApi api;
  private final Poller poller;

  private NouvelClient(ApiClient client) {
    this.client = client;
    this.api = client.create(NouvelApi.class);
    this.poller = new Poller(NAME, client.time());
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

  private static @Nullable Duration bodyWait(ErrorResponse answer) {
    Duration named = ServerWait.seconds(answer.json().get("retryAfter"));
    Duration reset =
        ServerWait.until(NouvelErrorCode.resetAt(answer.json().get("resetAt")), answer.time());
    if (named == null || reset == null) {
      return named == null ? reset : named;
    }
    return named.compareTo(reset) >= 0 ? named : reset;
  }

  private static void tellNobody(Object progress) {}

  private static void nothing() {}

  /** The service's endpoints. */
  public NouvelApi api() {
    return api;
  }

  /** Orders videos and waits until the job has ended, however it does. */
  public Job generateAndAwait(GenerateRequest request) throws IOException {
    return generateAndAwait(request, AwaitOptions.DEFAULT, NouvelClient::tellNobody);
  }

  /** Orders videos and waits until the job has ended, however it does. */
  public Job generateAndAwait(GenerateRequest request, Consumer<? super JobProgress> listener)
      throws IOException {
    return generateAndAwait(request, AwaitOptions.DEFAULT, listener);
  }

  /**
   * Orders videos and waits until the job has ended, however it does.
   *
   * @param options how to wait, once the job is accepted
   * @param listener hears of progress; the first it hears is the id of the accepted job, to be kept
   *     for {@link #awaitJob(String)} should this process or the wait end early. It must be quick;
   *     what it throws is logged
   * @throws dev.videogen.core.poll.PollTimeoutException if the job goes on after the deadline
   * @throws IOException as {@link NouvelApi#generate(GenerateRequest)} and {@link
   *     NouvelApi#job(String)}
   */
  public Job generateAndAwait(
      GenerateRequest request, AwaitOptions options, Consumer<? super JobProgress> listener)
      throws IOException {
    return poller.await(polling(api.generate(request), options, listener));
  }

  /** {@link #generateAndAwait(GenerateRequest)} without holding a thread. */
  public CompletableFuture<Job> generateAndAwaitAsync(GenerateRequest request) {
    return generateAndAwaitAsync(request, AwaitOptions.DEFAULT, NouvelClient::tellNobody);
  }

  /** {@link #generateAndAwait(GenerateRequest, Consumer)} without holding a thread. */
  public CompletableFuture<Job> generateAndAwaitAsync(
      GenerateRequest request, Consumer<? super JobProgress> listener) {
    return generateAndAwaitAsync(request, AwaitOptions.DEFAULT, listener);
  }

  /**
   * {@link #generateAndAwait(GenerateRequest, AwaitOptions, Consumer)} without holding a thread.
   * Cancelling the future ends whichever is under way, the order or the looking.
   */
  public CompletableFuture<Job> generateAndAwaitAsync(
      GenerateRequest request, AwaitOptions options, Consumer<? super JobProgress> listener) {
    return Chained.of(
        api.generateAsync(request),
        accepted -> poller.awaitAsync(polling(accepted, options, listener)));
  }

  /** Waits until a job has ended, however it does. */
  public Job awaitJob(String jobId) throws IOException {
    return awaitJob(jobId, AwaitOptions.DEFAULT, NouvelClient::tellNobody);
  }

  /** Waits until a job has ended, however it does. */
  public Job awaitJob(String jobId, Consumer<? super JobProgress> listener) throws IOException {
    return awaitJob(jobId, AwaitOptions.DEFAULT, listener);
  }

  /** Waits until a job has ended, however it does. */
  public Job awaitJob(String jobId, AwaitOptions options) throws IOException {
    return awaitJob(jobId, options, NouvelClient::tellNobody);
  }

  /**
   * Waits until a job has ended, however it does: a failed job is a value, too. The job may have
   * been ordered by another process.
   *
   * @param listener hears of progress, on the thread that makes it; it must be quick, and what it
   *     throws is logged
   * @throws IllegalArgumentException if the id is blank
   * @throws dev.videogen.core.poll.PollTimeoutException if the job goes on after the deadline
   * @throws dev.videogen.core.errors.CallCanceledException if the thread is interrupted or this
   *     closed
   * @throws IOException as {@link NouvelApi#job(String)}, unless it passes
   */
  public Job awaitJob(String jobId, AwaitOptions options, Consumer<? super JobProgress> listener)
      throws IOException {
    return poller.await(
        polling(jobId, options, new ProgressReporter(listener), NouvelClient::nothing));
  }

  /** {@link #awaitJob(String)} without holding a thread. */
  public CompletableFuture<Job> awaitJobAsync(String jobId) {
    return awaitJobAsync(jobId, AwaitOptions.DEFAULT, NouvelClient::tellNobody);
  }

  /** {@link #awaitJob(String, Consumer)} without holding a thread. */
  public CompletableFuture<Job> awaitJobAsync(
      String jobId, Consumer<? super JobProgress> listener) {
    return awaitJobAsync(jobId, AwaitOptions.DEFAULT, listener);
  }

  /** {@link #awaitJob(String, AwaitOptions)} without holding a thread. */
  public CompletableFuture<Job> awaitJobAsync(String jobId, AwaitOptions options) {
    return awaitJobAsync(jobId, options, NouvelClient::tellNobody);
  }

  /**
   * {@link #awaitJob(String, AwaitOptions, Consumer)} without holding a thread. Cancelling the
   * future ends the looking; the job goes on.
   */
  public CompletableFuture<Job> awaitJobAsync(
      String jobId, AwaitOptions options, Consumer<? super JobProgress> listener) {
    return poller.awaitAsync(
        polling(jobId, options, new ProgressReporter(listener), NouvelClient::nothing));
  }

  private Polling<Job> polling(
      AcceptedJob accepted, AwaitOptions options, Consumer<? super JobProgress> listener) {
    ProgressReporter reporter = new ProgressReporter(listener);
    return polling(accepted.jobId(), options, reporter, () -> reporter.accepted(accepted));
  }

  private Polling<Job> polling(
      String jobId, AwaitOptions options, ProgressReporter reporter, Runnable first) {
    return polling(
        "awaitJob",
        Requests.required("jobId", jobId),
        limits -> api.jobCall(jobId, limits),
        job -> job.status().isTerminal(),
        job -> job.status().value(),
        first,
        reporter,
        options);
  }

  private static <T> Polling<T> polling(
      String name,
      String id,
      Function<CallOptions, Call<T>> look,
      Predicate<T> over,
      Function<T, String> state,
      Runnable first,
      Consumer<? super T> observer,
      AwaitOptions options) {
    return Polling.builder(name, id, look)
        .until(over)
        .state(state)
        .first(first)
        .observer(observer)
        .schedule(options.schedule())
        .deadline(options.deadline())
        .build();
  }

  /** Waits until a post is published or has failed on every platform. */
  public Publication awaitPublished(String postId) throws IOException {
    return awaitPublished(postId, AwaitOptions.DEFAULT);
  }

  /**
   * Waits until a post is published or has failed on every platform; {@link
   * Publication#platforms()} tells which. For a scheduled post the deadline must reach beyond its
   * time.
   *
   * @throws IllegalArgumentException if the id is blank
   * @throws dev.videogen.core.poll.PollTimeoutException if it isn't settled by the deadline
   * @throws dev.videogen.core.errors.CallCanceledException if the thread is interrupted or this
   *     closed
   * @throws IOException as {@link NouvelApi#publication(String)}, unless it passes
   */
  public Publication awaitPublished(String postId, AwaitOptions options) throws IOException {
    return poller.await(publishing(postId, options));
  }

  /** {@link #awaitPublished(String)} without holding a thread. */
  public CompletableFuture<Publication> awaitPublishedAsync(String postId) {
    return awaitPublishedAsync(postId, AwaitOptions.DEFAULT);
  }

  /** {@link #awaitPublished(String, AwaitOptions)} without holding a thread. */
  public CompletableFuture<Publication> awaitPublishedAsync(String postId, AwaitOptions options) {
    return poller.awaitAsync(publishing(postId, options));
  }

  private Polling<Publication> publishing(String postId, AwaitOptions options) {
    return polling(
        "awaitPublished",
        Requests.required("postId", postId),
        limits -> api.publicationCall(postId, limits),
        Publication::isSettled,
        publication -> String.valueOf(publication.status()),
        NouvelClient::nothing,
        NouvelClient::tellNobody,
        options);
  }

  /** All of the account's projects, newest first, fetched as they are asked for. */
  public Paged<Project> projects() {
    return projects(ProjectFilter.ALL);
  }

  /** The account's projects that a filter lets through, newest first, fetched as asked for. */
  public Paged<Project> projects(ProjectFilter filter) {
    return new Paged<>(
        number -> {
          ProjectPage page = api.projects(number, filter.pageSize(), filter.status());
          return new Paged.Page<>(page.projects(), page.pagination());
        },
        Project::id);
  }

  /** The posts that a filter lets through and how they did, fetched as they are asked for. */
  public Paged<AnalyticsPost> posts(PostFilter filter) {
    return new Paged<>(
        number -> {
          AnalyticsPage page =
              api.analytics(
                  filter.platform(),
                  filter.from(),
                  filter.to(),
                  filter.pageSize(),
                  number,
                  filter.sortBy(),
                  filter.order());
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
    poller.close();
    client.close();
  }

  @Override
  public String toString() {
    return "NouvelClient[" + client + "]";
  }
}
