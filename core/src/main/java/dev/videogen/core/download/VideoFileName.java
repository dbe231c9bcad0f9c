package dev.videogen.core.download;

import dev.videogen.core.annotations.ProviderApi;
import org.jspecify.annotations.Nullable;

/** Names files after videos; for providers' clients. */
@ProviderApi
public final class VideoFileName {
  private static final int LONGEST = 100;

  private VideoFileName() {}

  /**
   * A plain file name that ends with {@code .mp4}. Ids are opaque text, so nothing of one may lead
   * out of a folder.
   *
   * @param id the video's id, or null, for a name made from the URL
   */
  public static String of(@Nullable String id, String url) {
    String plain = id == null ? "" : id.replaceAll("[^A-Za-z0-9_-]", "_").replaceAll("^_+$", "");
    if (plain.isEmpty()) {
      plain = "video-" + Integer.toHexString(url.hashCode());
    }
    return (plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain) + ".mp4";
  }
}
