package dev.videogen.nanobanana;

import dev.videogen.core.ApiClient;
import dev.videogen.core.BackoffPolicy;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Provider;
import dev.videogen.core.annotations.CheckReturnValue;
import dev.videogen.core.download.Download;
import dev.videogen.core.download.Downloads;
import dev.videogen.core.download.VideoFileName;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A client for Nano Banana Video. Thread-safe; make one and keep it.
 *
 * <p>The key goes out as {@code Authorization: Bearer}, or as {@code X-API-Key} if {@link
 * ClientBuilder#apiKeyHeader} says so. The documented query parameter is deliberately not offered:
 * URLs end up in logs, in errors and in {@code Referer} headers, and the key with them.
 */
public final class NanoBananaClient implements AutoCloseable {
  private static final int GENERATIONS = 30;
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
  private static final PollSchedule SCHEDULE =
      PollSchedule.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

  static final Provider PROVIDER =
      Provider.builder("nanobanana")
          .baseUrl("https://nanobananavideo.com/api/v1/")
          .keyPrefix("nb_")
          .keyVariable("NB_API_KEY")
          .keyHeaders("X-API-Key")
          .errors(NanoBananaClient::errors)
          .lookUp(
              "The video may have been made and charged, and no call lists videos: look in the"
                  + " dashboard before ordering it again. A rate limit's count that grew by more"
                  + " than your own orders is a witness, and no proof.")
          .backoff(
              BackoffPolicy.DEFAULT
                  .withMaxServerWait(WINDOW)
                  .withUnnamedRefusalWait(Duration.ofSeconds(60)))
          .deadline(Duration.ofMinutes(90))
          .throttle(
              time ->
                  new SlidingWindowThrottle(
                      GENERATIONS, WINDOW, time, call -> call.method().equals("POST")))
          .moshi(RateLimits::addTo)
          .build();

  private static ErrorCatalogue errors() {
    return ErrorCatalogue.builder(NanoBananaErrorCode.UNRECOGNISED)
        .codes(NanoBananaErrorCode.values())
        .envelope(response -> response.error() != null && response.json().get("success") != null)
        .bodyWait(
            response -> {
              JsonFields limit = response.fields().object("rate_limit");
              if (limit == null) {
                return null;
              }
              Duration named = ServerWait.seconds(limit.text("reset_in_seconds"));
              return named != null
                  ? named
                  : ServerWait.until(limit.time("reset_at"), response.time());
            })
        .bodyRateLimit(response -> RateLimits.of(response.fields().object("rate_limit")))
        .build();
  }

  private final ApiClient client;
  private final NanoBananaApi api;
  private final Poller poller;

  private NanoBananaClient(ApiClient client) {
    this.client = client;
    this.api = client.createLazily(NanoBananaApi.class);
    this.poller = new Poller(client);
  }

  /** A client under construction; only the key is required. */
  public static ClientBuilder<NanoBananaClient> builder() {
    return new ClientBuilder<>(PROVIDER, NanoBananaClient::new);
  }

  /**
   * A client with the key of the environment variable {@code NB_API_KEY}.
   *
   * @throws IllegalArgumentException if the variable is missing, or no fit key
   */
  public static NanoBananaClient fromEnv() {
    return builder().apiKeyFromEnv().build();
  }

  /** The service's endpoints. */
  public NanoBananaApi api() {
    return api;
  }

  /**
   * Waits until a video is completed or failed, which {@link Video#status()} tells; unknown states
   * are waited through. For audits, when the id was kept: a generation call itself responds with
   * the finished video, and where its response was lost, so is the id, for no call lists videos.
   *
   * <p>It polls after 5 s, 10 s, and then every 20 s, for 30 minutes at most.
   *
   * <pre>{@code
   * Video video = nanobanana.awaitVideo(id).deadline(ofMinutes(10)).execute();
   * }</pre>
   *
   * @throws IllegalArgumentException if the id is blank
   */
  @CheckReturnValue
  public Wait<Video, Video> awaitVideo(String videoId) {
    if (videoId == null || videoId.isBlank()) {
      throw new IllegalArgumentException("video_id: missing or blank, it is required");
    }
    return poller.waitFor(
        Poll.builder("awaitVideo", videoId, () -> api.videoStatus(videoId))
            .until(video -> video.status().isTerminal())
            .state(video -> video.status().value())
            .schedule(SCHEDULE)
            .deadline(LONGEST_WAIT)
            .build(),
        listener -> listener::accept);
  }

  /**
   * Describes the download of a video into a folder, which is made if need be, without any
   * credential. The file is named after the video's id; if that name is taken, {@code -2} or a
   * higher number is added.
   *
   * <pre>{@code
   * Path file = nanobanana.download(video, Path.of("outbox")).execute();
   * }</pre>
   */
  public Download<Path> download(GeneratedVideo video, Path folder) {
    String name = VideoFileName.of(video.videoId(), video.videoUrl());
    return client.downloads().downloadInto(video.videoUrl(), folder, name);
  }

  /**
   * Describes the download of a finished video to a file that doesn't exist yet, without any
   * credential.
   *
   * @param url a {@code videoUrl} or {@code outputUrl}
   * @throws IllegalArgumentException if {@code target} names no file
   */
  public Download<Path> download(String url, Path target) {
    return client.downloads().download(url, target);
  }

  /** Downloads to streams, or of other files. */
  public Downloads downloads() {
    return client.downloads();
  }

  /** Ends all calls under way. */
  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "NanoBananaClient[" + client + "]";
  }
}
