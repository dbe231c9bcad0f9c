package dev.videogen.nouvel.samples;

import dev.videogen.nouvel.AspectRatio;
import dev.videogen.nouvel.Project;
import dev.videogen.nouvel.ProjectStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Project} values for tests of the code that takes them. Untouched it is a project
 * whose video is completed. Not for use by several threads.
 */
public final class ProjectSample {
  private String id = "8d0f3c1e-0000-4000-8000-000000000001";
  private @Nullable String title = "Protein powder";
  private @Nullable String description = "A video ad";
  private @Nullable ProjectStatus status = ProjectStatus.COMPLETED;
  private @Nullable String videoUrl = "https://media.example.com/videos/protein-powder.mp4";
  private @Nullable AspectRatio aspectRatio = AspectRatio.RATIO_9_16;
  private @Nullable Double targetDurationSeconds = 30.0;
  private @Nullable String productUrl = "https://example.com/products/protein-powder";
  private @Nullable Instant createdAt = Instant.parse("2026-05-05T16:00:00Z");
  private @Nullable Instant updatedAt = Instant.parse("2026-05-05T16:16:00Z");
  private @Nullable String quality;
  private @Nullable String tone;
  private @Nullable String energy;
  private @Nullable String pacing;
  private @Nullable String captionStyle;
  private @Nullable String contentMode;

  /** Begins with the sample. */
  public ProjectSample() {}

  /** Has this as {@link Project#id()}. */
  public ProjectSample id(String value) {
    id = value;
    return this;
  }

  /** Has this as {@link Project#title()}. */
  public ProjectSample title(@Nullable String value) {
    title = value;
    return this;
  }

  /** Has this as {@link Project#description()}. */
  public ProjectSample description(@Nullable String value) {
    description = value;
    return this;
  }

  /** Has this as {@link Project#status()}. */
  public ProjectSample status(@Nullable ProjectStatus value) {
    status = value;
    return this;
  }

  /** Has this as {@link Project#videoUrl()}. */
  public ProjectSample videoUrl(@Nullable String value) {
    videoUrl = value;
    return this;
  }

  /** Has this as {@link Project#aspectRatio()}. */
  public ProjectSample aspectRatio(@Nullable AspectRatio value) {
    aspectRatio = value;
    return this;
  }

  /** Has this as {@link Project#targetDurationSeconds()}. */
  public ProjectSample targetDurationSeconds(@Nullable Double value) {
    targetDurationSeconds = value;
    return this;
  }

  /** Has this as {@link Project#productUrl()}. */
  public ProjectSample productUrl(@Nullable String value) {
    productUrl = value;
    return this;
  }

  /** Has this as {@link Project#createdAt()}. */
  public ProjectSample createdAt(@Nullable Instant value) {
    createdAt = value;
    return this;
  }

  /** Has this as {@link Project#updatedAt()}. */
  public ProjectSample updatedAt(@Nullable Instant value) {
    updatedAt = value;
    return this;
  }

  /** Has this as {@link Project#quality()}. */
  public ProjectSample quality(@Nullable String value) {
    quality = value;
    return this;
  }

  /** Has this as {@link Project#tone()}. */
  public ProjectSample tone(@Nullable String value) {
    tone = value;
    return this;
  }

  /** Has this as {@link Project#energy()}. */
  public ProjectSample energy(@Nullable String value) {
    energy = value;
    return this;
  }

  /** Has this as {@link Project#pacing()}. */
  public ProjectSample pacing(@Nullable String value) {
    pacing = value;
    return this;
  }

  /** Has this as {@link Project#captionStyle()}. */
  public ProjectSample captionStyle(@Nullable String value) {
    captionStyle = value;
    return this;
  }

  /** Has this as {@link Project#contentMode()}. */
  public ProjectSample contentMode(@Nullable String value) {
    contentMode = value;
    return this;
  }

  /** The value. */
  public Project build() {
    return new Project(
        id,
        title,
        description,
        status,
        videoUrl,
        aspectRatio,
        targetDurationSeconds,
        productUrl,
        createdAt,
        updatedAt,
        quality,
        tone,
        energy,
        pacing,
        captionStyle,
        contentMode);
  }
}
