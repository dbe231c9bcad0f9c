package dev.videogen.nouvel.samples;

import dev.videogen.nouvel.Scene;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Scene} values for tests of the code that takes them. Untouched it is the first scene
 * of a project. Not for use by several threads.
 */
public final class SceneSample {
  private @Nullable String id = "scene-1";
  private @Nullable Integer order = 0;
  private @Nullable String prompt = "A hand opens the jar";
  private @Nullable String scriptText = "Hello";
  private @Nullable String rawClipUrl = "https://media.example.com/videos/scene-1.mp4";
  private @Nullable String status = "completed";
  private @Nullable String avatarId;
  private @Nullable Double durationSeconds = 5.0;
  private @Nullable Instant createdAt = Instant.parse("2026-05-05T16:00:00Z");
  private @Nullable Instant updatedAt = Instant.parse("2026-05-05T16:16:00Z");

  /** Begins with the sample. */
  public SceneSample() {}

  /** Has this as {@link Scene#id()}. */
  public SceneSample id(@Nullable String value) {
    id = value;
    return this;
  }

  /** Has this as {@link Scene#order()}. */
  public SceneSample order(@Nullable Integer value) {
    order = value;
    return this;
  }

  /** Has this as {@link Scene#prompt()}. */
  public SceneSample prompt(@Nullable String value) {
    prompt = value;
    return this;
  }

  /** Has this as {@link Scene#scriptText()}. */
  public SceneSample scriptText(@Nullable String value) {
    scriptText = value;
    return this;
  }

  /** Has this as {@link Scene#rawClipUrl()}. */
  public SceneSample rawClipUrl(@Nullable String value) {
    rawClipUrl = value;
    return this;
  }

  /** Has this as {@link Scene#status()}. */
  public SceneSample status(@Nullable String value) {
    status = value;
    return this;
  }

  /** Has this as {@link Scene#avatarId()}. */
  public SceneSample avatarId(@Nullable String value) {
    avatarId = value;
    return this;
  }

  /** Has this as {@link Scene#durationSeconds()}. */
  public SceneSample durationSeconds(@Nullable Double value) {
    durationSeconds = value;
    return this;
  }

  /** Has this as {@link Scene#createdAt()}. */
  public SceneSample createdAt(@Nullable Instant value) {
    createdAt = value;
    return this;
  }

  /** Has this as {@link Scene#updatedAt()}. */
  public SceneSample updatedAt(@Nullable Instant value) {
    updatedAt = value;
    return this;
  }

  /** The value. */
  public Scene build() {
    return new Scene(
        id,
        order,
        prompt,
        scriptText,
        rawClipUrl,
        status,
        avatarId,
        durationSeconds,
        createdAt,
        updatedAt);
  }
}
