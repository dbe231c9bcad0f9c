package dev.videogen.nanobanana;

import dev.videogen.core.ApiCall;
import dev.videogen.core.annotations.CheckReturnValue;
import dev.videogen.core.endpoint.AttemptTimeout;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Required;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Query;

/**
 * The endpoints of Nano Banana Video. Each method describes a call; {@link ApiCall} has the ways to
 * run it.
 *
 * <pre>{@code
 * GeneratedVideo video =
 *     nanobanana.api().textToVideo(TextToVideoRequest.builder("a cat").build()).execute();
 * }</pre>
 *
 * <p>The generation calls hold the connection until the video is done: minutes. They cost credits,
 * and none is ever sent twice by accident. All calls fail with a {@link
 * dev.videogen.core.errors.ApiException}; {@link NanoBananaErrorCode} lists the documented causes.
 */
@CheckReturnValue
public interface NanoBananaApi {
  /**
   * Makes a video from a text.
   *
   * <p>Fails with {@link dev.videogen.core.errors.RateLimitedException} if the window of 30
   * generations in 30 minutes is full for longer than the client waits, {@link
   * CreditsExhaustedException} if credits are too low, {@link PlanRequiredException} if the plan
   * has no API access, and {@link dev.videogen.core.errors.OutcomeUnknownException} if the request
   * left and no usable response came.
   */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("text-to-video.php")
  ApiCall<GeneratedVideo> textToVideo(@Body TextToVideoRequest request);

  /**
   * Makes a video from a picture. The service changes the picture before it animates it, so the
   * first frame isn't promised to be the picture. Fails as {@link
   * #textToVideo(TextToVideoRequest)}.
   */
  @Billable
  @AttemptTimeout(minutes = 15)
  @POST("image-to-video.php")
  ApiCall<GeneratedVideo> imageToVideo(@Body ImageToVideoRequest request);

  /**
   * Returns where a video stands. For audits: the generation calls respond with the finished video.
   * It costs nothing and isn't rate-limited.
   *
   * <p>Fails with {@link dev.videogen.core.errors.NotFoundException} if the account has no such
   * video, and {@link ForeignVideoException} if it is another account's.
   *
   * @param videoId as a generation returned it; a blank one is an {@link IllegalArgumentException}
   */
  @GET("video-status.php")
  ApiCall<Video> videoStatus(@Required("video_id") @Query("video_id") String videoId);
}
