package dev.videogen.nouvel;

import dev.videogen.core.json.Id;
import org.jspecify.annotations.Nullable;

/**
 * A connected account of a social network.
 *
 * @param id what {@link PublishTarget} takes
 * @param platform the social network
 * @param username its name there
 * @param displayName its name for people
 * @param avatarUrl its picture
 * @param followersCount its followers, up to an hour old
 */
public record Account(
    @Id String id,
    @Nullable Platform platform,
    @Nullable String username,
    @Nullable String displayName,
    @Nullable String avatarUrl,
    @Nullable Long followersCount) {}
