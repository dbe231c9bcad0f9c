package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is, as told to a listener: once per change, never going back, and 100 percent only
 * at the end, whatever that end is.
 *
 * @param jobId the job; keep it, to await the job again should this process end
 * @param status where the job stands
 * @param stage what it is busy with, or null if it doesn't say
 * @param percent 0 to 99, or 100 once the job has ended
 * @param completedProjects videos done
 * @param totalProjects videos ordered
 */
public record JobProgress(
    String jobId,
    JobStatus status,
    @Nullable JobStage stage,
    int percent,
    @Nullable Integer completedProjects,
    @Nullable Integer totalProjects) {}
