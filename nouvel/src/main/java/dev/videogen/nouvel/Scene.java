package dev.videogen.nouvel;

import com.squareup.moshi.Json;
import dev.videogen.core.json.Id;
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
    @Id @Nullable String id,
    @Json(name = "scene_order") @Nullable Integer order,
    @Nullable String prompt,
    @Json(name = "script_text") @Nullable String scriptText,
    @Json(name = "output_url") @Nullable String rawClipUrl,
    @Nullable String status,
    @Json(name = "avatar_id") @Id @Nullable String avatarId,
    @Json(name = "duration_seconds") @Nullable Double durationSeconds,
    @Json(name = "created_at") @Nullable Instant createdAt,
    @Json(name = "updated_at") @Nullable Instant updatedAt) {

  /** Leaves the texts out: a scene may end up in a log. */
  @Override
  public String toString() {
    return "Scene[id=" + id + ", order=" + order + ", status=" + status + "]";
  }
}
