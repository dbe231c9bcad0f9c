package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * A video that can be downloaded.
 *
 * @param videoUrl where the finished MP4 is; it needs no key
 * @param details all that is known of it
 */
public record CompletedVideo(String videoUrl, VideoDetails details) {

  /** Its project, to ask for and to publish, or null. */
  public @Nullable String projectId() {
    return details.projectId();
  }
}
