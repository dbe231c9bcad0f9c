package dev.videogen.nouvel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One scene of a project.
 *
 * @param id its id
 * @param order {@code scene_order}, counted from 0
 * @param prompt what it should show
 * @param scriptText what is said in it
 * @param rawClipUrl {@code output_url}: the raw clip, before voice, lip sync and captions; not the
 *     video, and not for production
 * @param status where it stands; its values aren't documented
 * @param avatarId who speaks; null for a shot of the product
 * @param durationSeconds its length in seconds
 * @param createdAt when it was made
 * @param updatedAt when it last changed
 */
public record Scene(
    @Nullable String id,
    @Nullable Integer order,
    @Nullable String prompt,
    @Nullable String scriptText,
    @Nullable String rawClipUrl,
    @Nullable String status,
    @Nullable String avatarId,
    @Nullable Double durationSeconds,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  /** Leaves the texts out: a scene may end up in a log. */
  @Override
  public String toString() {
    return "Scene[id=" + id + ", order=" + order + ", status=" + status + "]";
  }
}
