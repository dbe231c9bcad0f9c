package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/** Names files after videos. */
final class VideoFiles {
  private static final int LONGEST = 100;

  private VideoFiles() {}

  /** Ids are opaque text, so nothing of one may lead out of the directory. */
  static String name(CompletedVideo video) {
    @Nullable String id = video.projectId();
    String plain = id == null ? "" : id.replaceAll("[^A-Za-z0-9_-]", "_").replaceAll("^_+$", "");
    if (plain.isEmpty()) {
      plain = "video-" + Integer.toHexString(video.videoUrl().hashCode());
    }
    return (plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain) + ".mp4";
  }
}
