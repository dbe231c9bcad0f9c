package dev.videogen.nanobanana;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.CallOptions;
import dev.videogen.core.endpoint.AttemptTimeout;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Required;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Query;
import retrofit2.http.Tag;

/**
 * The endpoints of Nano Banana Video, as declared to Retrofit.
 *
 * <p>The generation calls hold the connection until the video is done: minutes. They cost credits,
 * and none is ever sent twice by accident. All methods fail with a {@link
 * dev.videogen.core.errors.ApiException}; {@link NanoBananaErrorCode} lists the documented causes.
 */
public interface NanoBananaApi {
  /**
   * Makes a video from a text.
   *
   * @throws dev.videogen.core.errors.RateLimitedException if the window of 30 generations in 30
   *     minutes is full for longer than the client waits
   * @throws CreditsExhaustedException if credits are too low
   * @throws PlanRequiredException if the plan has no API access
   * @throws dev.videogen.core.errors.OutcomeUnknownException if the order left and no usable answer
   *     came
   * @throws IOException of the kinds above, or another {@link
   *     dev.videogen.core.errors.ApiException}
   */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("text-to-video.php")
  GeneratedVideo textToVideo(@Body TextToVideoRequest request) throws IOException;

  /** {@link #textToVideo(TextToVideoRequest)} with limits of its own. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("text-to-video.php")
  GeneratedVideo textToVideo(@Body TextToVideoRequest request, @Tag CallOptions options)
      throws IOException;

  /** {@link #textToVideo(TextToVideoRequest)} without holding a thread between attempts. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("text-to-video.php")
  CompletableFuture<GeneratedVideo> textToVideoAsync(@Body TextToVideoRequest request);

  /** {@link #textToVideo(TextToVideoRequest)} with status, headers and rate limit. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("text-to-video.php")
  ApiResponse<GeneratedVideo> textToVideoResponse(@Body TextToVideoRequest request)
      throws IOException;

  /** {@link #textToVideo(TextToVideoRequest)} as a call to execute, enqueue or cancel. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("text-to-video.php")
  Call<GeneratedVideo> textToVideoCall(@Body TextToVideoRequest request);

  /**
   * Makes a video from a picture. The service changes the picture before it animates it, so the
   * first frame isn't promised to be the picture.
   *
   * @throws IOException as {@link #textToVideo(TextToVideoRequest)}
   */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("image-to-video.php")
  GeneratedVideo imageToVideo(@Body ImageToVideoRequest request) throws IOException;

  /** {@link #imageToVideo(ImageToVideoRequest)} with limits of its own. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("image-to-video.php")
  GeneratedVideo imageToVideo(@Body ImageToVideoRequest request, @Tag CallOptions options)
      throws IOException;

  /** {@link #imageToVideo(ImageToVideoRequest)} without holding a thread between attempts. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("image-to-video.php")
  CompletableFuture<GeneratedVideo> imageToVideoAsync(@Body ImageToVideoRequest request);

  /** {@link #imageToVideo(ImageToVideoRequest)} with status, headers and rate limit. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("image-to-video.php")
  ApiResponse<GeneratedVideo> imageToVideoResponse(@Body ImageToVideoRequest request)
      throws IOException;

  /** {@link #imageToVideo(ImageToVideoRequest)} as a call to execute, enqueue or cancel. */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("image-to-video.php")
  Call<GeneratedVideo> imageToVideoCall(@Body ImageToVideoRequest request);

  /**
   * Tells where a video stands. For audits: the generation calls answer with the finished video. It
   * costs nothing and isn't rate-limited.
   *
   * @param videoId as a generation answered it
   * @throws dev.videogen.core.errors.NotFoundException if the account has no such video
   * @throws ForeignVideoException if it is another account's
   * @throws IOException of the kinds above, or another {@link
   *     dev.videogen.core.errors.ApiException}
   */
  @GET("video-status.php")
  Video videoStatus(@Required("video_id") @Query("video_id") String videoId) throws IOException;

  /** {@link #videoStatus(String)} with limits of its own. */
  @GET("video-status.php")
  Video videoStatus(
      @Required("video_id") @Query("video_id") String videoId, @Tag @Nullable CallOptions options)
      throws IOException;

  /** {@link #videoStatus(String)} without holding a thread between attempts. */
  @GET("video-status.php")
  CompletableFuture<Video> videoStatusAsync(
      @Required("video_id") @Query("video_id") String videoId);

  /** {@link #videoStatusAsync(String)} with limits of its own. */
  @GET("video-status.php")
  CompletableFuture<Video> videoStatusAsync(
      @Required("video_id") @Query("video_id") String videoId, @Tag @Nullable CallOptions options);

  /** {@link #videoStatus(String)} with status, headers and request id. */
  @GET("video-status.php")
  ApiResponse<Video> videoStatusResponse(@Required("video_id") @Query("video_id") String videoId)
      throws IOException;

  /** {@link #videoStatus(String)} as a call to execute, enqueue or cancel. */
  @GET("video-status.php")
  Call<Video> videoStatusCall(@Required("video_id") @Query("video_id") String videoId);

  /** {@link #videoStatusCall(String)} with limits of its own. */
  @GET("video-status.php")
  Call<Video> videoStatusCall(
      @Required("video_id") @Query("video_id") String videoId, @Tag @Nullable CallOptions options);
}
