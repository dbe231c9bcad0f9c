package dev.videogen.nouvel;

import java.util.List;

/**
 * A project with its scenes.
 *
 * @param project the project
 * @param scenes its scenes, in order of playback
 */
public record ProjectDetails(Project project, List<Scene> scenes) {}
