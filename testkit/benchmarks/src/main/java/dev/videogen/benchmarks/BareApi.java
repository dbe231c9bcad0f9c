package dev.videogen.benchmarks;

import com.squareup.moshi.Json;
import com.squareup.moshi.Moshi;
import java.util.List;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;

/**
 * The same endpoints as whoever has only Retrofit and Moshi writes them, with the same fields. No
 * key is sent and timestamps stay text, so that whatever the clients add to the least is seen.
 */
public interface BareApi {
  /** Where a video stands. */
  @GET("video-status.php")
  Call<VideoResponse> videoStatus(@Query("video_id") String videoId);

  /** Where a job stands. */
  @GET("jobs/{jobId}")
  Call<Job> job(@Path("jobId") String jobId);

  /** Makes a video. */
  @POST("text-to-video.php")
  Call<GeneratedVideo> textToVideo(@Body Order order);

  /** The envelope of a video's status. */
  record VideoResponse(boolean success, Video video) {}

  /** A video. */
  record Video(
      String id,
      String status,
      String title,
      String description,
      String mode,
      String resolution,
      @Json(name = "duration_seconds") Integer durationSeconds,
      @Json(name = "output_url") String outputUrl,
      @Json(name = "thumbnail_url") String thumbnailUrl,
      @Json(name = "credits_used") Integer creditsUsed,
      String error,
      @Json(name = "created_at") String createdAt,
      @Json(name = "updated_at") String updatedAt,
      @Json(name = "processing_started_at") String processingStartedAt,
      @Json(name = "processing_completed_at") String processingCompletedAt) {}

  /** What a generation asks for. */
  record Order(String prompt, String resolution, int duration) {}

  /** What a generation returns. */
  record GeneratedVideo(
      boolean success,
      @Json(name = "video_id") String videoId,
      @Json(name = "video_url") String videoUrl,
      @Json(name = "thumbnail_url") String thumbnailUrl,
      @Json(name = "credits_used") Integer creditsUsed,
      @Json(name = "rate_limit") RateLimit rateLimit) {}

  /** What a generation says of the rate limit. */
  record RateLimit(
      Integer count,
      Integer limit,
      Integer remaining,
      @Json(name = "reset_in_seconds") Integer resetInSeconds,
      @Json(name = "reset_at") String resetAt) {}

  /** A job. */
  record Job(
      String jobId,
      String status,
      Integer overallProgress,
      String stage,
      Integer totalProjects,
      Integer completedProjects,
      Integer failedProjects,
      List<Project> projects,
      List<Details> completedDetails) {}

  /** A video of a running job. */
  record Project(String id, String title, String status, Double progress) {}

  /** A video of an ended job. */
  record Details(
      String projectId,
      String title,
      String url,
      String finalOutputUrl,
      String description,
      String status,
      String aspectRatio,
      Double durationSeconds,
      Integer sceneCount,
      String script) {}

  /** An implementation on this client. */
  static BareApi create(OkHttpClient http, String url) {
    return new Retrofit.Builder()
        .baseUrl(url)
        .client(http)
        .addConverterFactory(MoshiConverterFactory.create(new Moshi.Builder().build()))
        .build()
        .create(BareApi.class);
  }
}
