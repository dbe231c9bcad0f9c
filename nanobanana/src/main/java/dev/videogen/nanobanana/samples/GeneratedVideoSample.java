package dev.videogen.nanobanana.samples;

import dev.videogen.core.errors.RateLimit;
import dev.videogen.nanobanana.GeneratedVideo;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link GeneratedVideo} values for tests of the code that takes them. Untouched it is a
 * video that is done. Not for use by several threads.
 */
public final class GeneratedVideoSample {
  private @Nullable String videoId = "vid_a1b2c3d4e5f6";
  private String videoUrl = "https://media.example.com/videos/market.mp4";
  private @Nullable String thumbnailUrl = "https://media.example.com/videos/market.jpg";
  private @Nullable Integer creditsUsed = 7;
  private @Nullable RateLimit rateLimit;

  /** Begins with the sample. */
  public GeneratedVideoSample() {}

  /** Has this as {@link GeneratedVideo#videoId()}. */
  public GeneratedVideoSample videoId(@Nullable String value) {
    videoId = value;
    return this;
  }

  /** Has this as {@link GeneratedVideo#videoUrl()}. */
  public GeneratedVideoSample videoUrl(String value) {
    videoUrl = value;
    return this;
  }

  /** Has this as {@link GeneratedVideo#thumbnailUrl()}. */
  public GeneratedVideoSample thumbnailUrl(@Nullable String value) {
    thumbnailUrl = value;
    return this;
  }

  /** Has this as {@link GeneratedVideo#creditsUsed()}. */
  public GeneratedVideoSample creditsUsed(@Nullable Integer value) {
    creditsUsed = value;
    return this;
  }

  /** Has this as {@link GeneratedVideo#rateLimit()}. */
  public GeneratedVideoSample rateLimit(@Nullable RateLimit value) {
    rateLimit = value;
    return this;
  }

  /** The value. */
  public GeneratedVideo build() {
    return new GeneratedVideo(videoId, videoUrl, thumbnailUrl, creditsUsed, rateLimit);
  }
}
