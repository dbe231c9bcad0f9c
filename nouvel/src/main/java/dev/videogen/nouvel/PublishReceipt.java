package dev.videogen.nouvel;

import dev.videogen.core.json.Id;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post that the service has accepted. Keep its id: a post must not be requested twice.
 *
 * @param postId what to await
 * @param status {@code publishing} or {@code scheduled}
 * @param platforms where it stands on each platform
 * @param raw the whole response
 */
public record PublishReceipt(
    @Id String postId,
    @Nullable PublishStatus status,
    List<PlatformPost> platforms,
    @Whole JsonFields raw) {}
