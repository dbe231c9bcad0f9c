package dev.videogen.nanobanana.samples;

import dev.videogen.nanobanana.Resolution;
import dev.videogen.nanobanana.Video;
import dev.videogen.nanobanana.VideoStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Video} values for tests of the code that takes them. Untouched it is a video whose
 * status is completed. Not for use by several threads.
 */
public final class VideoSample {
  private @Nullable String id = "vid_a1b2c3d4e5f6";
  private VideoStatus status = VideoStatus.COMPLETED;
  private @Nullable String title = "A market";
  private @Nullable String description = "A street food vendor";
  private @Nullable String mode = "text-to-video";
  private @Nullable Resolution resolution = Resolution.R720P;
  private @Nullable Integer durationSeconds = 5;
  private @Nullable String outputUrl = "https://media.example.com/videos/market.mp4";
  private @Nullable String thumbnailUrl = "https://media.example.com/videos/market.jpg";
  private @Nullable Integer creditsUsed = 7;
  private @Nullable String error;
  private @Nullable Instant createdAt = Instant.parse("2026-05-05T16:00:00Z");
  private @Nullable Instant updatedAt = Instant.parse("2026-05-05T16:16:00Z");
  private @Nullable Instant processingStartedAt = Instant.parse("2026-05-05T16:00:00Z");
  private @Nullable Instant processingCompletedAt = Instant.parse("2026-05-05T16:16:00Z");

  /** Begins with the sample. */
  public VideoSample() {}

  /** Has this as {@link Video#id()}. */
  public VideoSample id(@Nullable String value) {
    id = value;
    return this;
  }

  /** Has this as {@link Video#status()}. */
  public VideoSample status(VideoStatus value) {
    status = value;
    return this;
  }

  /** Has this as {@link Video#title()}. */
  public VideoSample title(@Nullable String value) {
    title = value;
    return this;
  }

  /** Has this as {@link Video#description()}. */
  public VideoSample description(@Nullable String value) {
    description = value;
    return this;
  }

  /** Has this as {@link Video#mode()}. */
  public VideoSample mode(@Nullable String value) {
    mode = value;
    return this;
  }

  /** Has this as {@link Video#resolution()}. */
  public VideoSample resolution(@Nullable Resolution value) {
    resolution = value;
    return this;
  }

  /** Has this as {@link Video#durationSeconds()}. */
  public VideoSample durationSeconds(@Nullable Integer value) {
    durationSeconds = value;
    return this;
  }

  /** Has this as {@link Video#outputUrl()}. */
  public VideoSample outputUrl(@Nullable String value) {
    outputUrl = value;
    return this;
  }

  /** Has this as {@link Video#thumbnailUrl()}. */
  public VideoSample thumbnailUrl(@Nullable String value) {
    thumbnailUrl = value;
    return this;
  }

  /** Has this as {@link Video#creditsUsed()}. */
  public VideoSample creditsUsed(@Nullable Integer value) {
    creditsUsed = value;
    return this;
  }

  /** Has this as {@link Video#error()}. */
  public VideoSample error(@Nullable String value) {
    error = value;
    return this;
  }

  /** Has this as {@link Video#createdAt()}. */
  public VideoSample createdAt(@Nullable Instant value) {
    createdAt = value;
    return this;
  }

  /** Has this as {@link Video#updatedAt()}. */
  public VideoSample updatedAt(@Nullable Instant value) {
    updatedAt = value;
    return this;
  }

  /** Has this as {@link Video#processingStartedAt()}. */
  public VideoSample processingStartedAt(@Nullable Instant value) {
    processingStartedAt = value;
    return this;
  }

  /** Has this as {@link Video#processingCompletedAt()}. */
  public VideoSample processingCompletedAt(@Nullable Instant value) {
    processingCompletedAt = value;
    return this;
  }

  /** The value. */
  public Video build() {
    return new Video(
        id,
        status,
        title,
        description,
        mode,
        resolution,
        durationSeconds,
        outputUrl,
        thumbnailUrl,
        creditsUsed,
        error,
        createdAt,
        updatedAt,
        processingStartedAt,
        processingCompletedAt);
  }
}
