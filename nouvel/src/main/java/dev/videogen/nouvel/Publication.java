package dev.videogen.nouvel;

import dev.videogen.core.json.Id;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a post stands. The full response isn't documented, so all of it is kept in {@link #raw()}.
 *
 * @param postId its id
 * @param status where it stands as a whole; which values follow the first isn't documented
 * @param platforms where it stands on each platform
 * @param raw the whole response
 */
public record Publication(
    @Id @Nullable String postId,
    @Nullable PublishStatus status,
    List<PlatformPost> platforms,
    @Whole JsonFields raw) {

  /**
   * Whether it will change no more: every platform has published it or failed to. Without platforms
   * in the response the status as a whole decides.
   */
  public boolean isSettled() {
    return platforms.isEmpty()
        ? status != null && status.isTerminal()
        : platforms.stream().allMatch(PlatformPost::isSettled);
  }
}
