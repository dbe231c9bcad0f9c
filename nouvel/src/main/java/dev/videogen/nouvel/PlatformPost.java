package dev.videogen.nouvel;

import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Where a post stands on one platform.
 *
 * @param platform the social network
 * @param status where it stands
 * @param raw the whole entry; once published it has the post's URL, in a field whose name isn't
 *     documented
 */
public record PlatformPost(
    @Nullable Platform platform, @Nullable PublishStatus status, @Whole JsonFields raw) {

  /** Whether it will change no more. */
  public boolean isSettled() {
    return status != null && status.isTerminal();
  }
}
