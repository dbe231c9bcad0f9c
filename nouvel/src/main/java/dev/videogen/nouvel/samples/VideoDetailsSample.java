package dev.videogen.nouvel.samples;

import dev.videogen.nouvel.AspectRatio;
import dev.videogen.nouvel.ProjectStatus;
import dev.videogen.nouvel.VideoDetails;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link VideoDetails} values for tests of the code that takes them. Untouched it is a video
 * of a job, completed. Not for use by several threads.
 */
public final class VideoDetailsSample {
  private @Nullable String projectId = "8d0f3c1e-0000-4000-8000-000000000001";
  private @Nullable String title = "Protein powder";
  private @Nullable String productUrl = "https://example.com/products/protein-powder";
  private @Nullable String videoUrl = "https://media.example.com/videos/protein-powder.mp4";
  private @Nullable String description = "A video ad";
  private @Nullable ProjectStatus status = ProjectStatus.COMPLETED;
  private @Nullable AspectRatio aspectRatio = AspectRatio.RATIO_9_16;
  private @Nullable Double durationSeconds = 30.0;
  private @Nullable Integer sceneCount = 6;
  private @Nullable String script = "Hello";

  /** Begins with the sample. */
  public VideoDetailsSample() {}

  /** Has this as {@link VideoDetails#projectId()}. */
  public VideoDetailsSample projectId(@Nullable String value) {
    projectId = value;
    return this;
  }

  /** Has this as {@link VideoDetails#title()}. */
  public VideoDetailsSample title(@Nullable String value) {
    title = value;
    return this;
  }

  /** Has this as {@link VideoDetails#productUrl()}. */
  public VideoDetailsSample productUrl(@Nullable String value) {
    productUrl = value;
    return this;
  }

  /** Has this as {@link VideoDetails#videoUrl()}. */
  public VideoDetailsSample videoUrl(@Nullable String value) {
    videoUrl = value;
    return this;
  }

  /** Has this as {@link VideoDetails#description()}. */
  public VideoDetailsSample description(@Nullable String value) {
    description = value;
    return this;
  }

  /** Has this as {@link VideoDetails#status()}. */
  public VideoDetailsSample status(@Nullable ProjectStatus value) {
    status = value;
    return this;
  }

  /** Has this as {@link VideoDetails#aspectRatio()}. */
  public VideoDetailsSample aspectRatio(@Nullable AspectRatio value) {
    aspectRatio = value;
    return this;
  }

  /** Has this as {@link VideoDetails#durationSeconds()}. */
  public VideoDetailsSample durationSeconds(@Nullable Double value) {
    durationSeconds = value;
    return this;
  }

  /** Has this as {@link VideoDetails#sceneCount()}. */
  public VideoDetailsSample sceneCount(@Nullable Integer value) {
    sceneCount = value;
    return this;
  }

  /** Has this as {@link VideoDetails#script()}. */
  public VideoDetailsSample script(@Nullable String value) {
    script = value;
    return this;
  }

  /** The value. */
  public VideoDetails build() {
    return new VideoDetails(
        projectId,
        title,
        productUrl,
        videoUrl,
        description,
        status,
        aspectRatio,
        durationSeconds,
        sceneCount,
        script);
  }
}
