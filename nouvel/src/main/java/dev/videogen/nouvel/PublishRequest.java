package dev.videogen.nouvel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to post a finished video.
 *
 * @param projectId the video's project, which must be completed
 * @param platforms where to, at least one
 * @param scheduledAt when, in the future by the service's clock; null for now
 */
public record PublishRequest(
    String projectId, List<PublishTarget> platforms, @Nullable OffsetDateTime scheduledAt) {

  /**
   * Checks what the service is certain to refuse.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public PublishRequest {
    Requests.required("projectId", projectId);
    platforms = Requests.required("platforms", platforms);
  }

  /** A request to post now. */
  public static PublishRequest now(String projectId, PublishTarget... targets) {
    return new PublishRequest(
        projectId, Requests.required("platforms", Requests.list(targets)), null);
  }

  /** A request under construction. */
  public static Builder builder(String projectId) {
    return new Builder(projectId);
  }

  /** A request under construction. */
  public static final class Builder {
    private final String projectId;
    private final List<PublishTarget> targets = new ArrayList<>();
    private @Nullable OffsetDateTime scheduledAt;

    private Builder(String projectId) {
      this.projectId = projectId;
    }

    /** Adds an account to post to. */
    public Builder to(PublishTarget target) {
      targets.add(target);
      return this;
    }

    /**
     * When to post; it goes out with its offset.
     *
     * @throws IllegalArgumentException if it is null, which must not mean now by accident
     */
    public Builder scheduledAt(OffsetDateTime moment) {
      this.scheduledAt = Requests.present("scheduledAt", moment);
      return this;
    }

    /**
     * When to post; it goes out as UTC.
     *
     * @throws IllegalArgumentException if it is null, which must not mean now by accident
     */
    public Builder scheduledAt(Instant moment) {
      return scheduledAt(Requests.present("scheduledAt", moment).atOffset(ZoneOffset.UTC));
    }

    /**
     * The finished request.
     *
     * @throws IllegalArgumentException naming field, rule and value, if the service is certain to
     *     refuse it
     */
    public PublishRequest build() {
      return new PublishRequest(projectId, targets, scheduledAt);
    }
  }
}
