package dev.videogen.nouvel;

import dev.videogen.core.json.Id;
import org.jspecify.annotations.Nullable;

/**
 * What one video of a running job is at.
 *
 * @param id the project's id
 * @param title its title
 * @param status where it stands
 * @param progress 0 to 100
 */
public record ProjectProgress(
    @Id @Nullable String id,
    @Nullable String title,
    @Nullable ProjectStatus status,
    @Nullable Double progress) {}
