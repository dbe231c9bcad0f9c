package dev.videogen.nouvel;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is, as a listener sees it: once per change, never going back, and 100 percent only
 * at the end, whatever that end is.
 *
 * @param jobId the job; keep it, to go on awaiting the job should this process end
 * @param status where the job stands
 * @param stage what it is busy with, or null if it doesn't say
 * @param percent 0 to 99, or 100 once the job has ended
 * @param completedProjects videos done
 * @param totalProjects videos requested
 */
public record JobProgress(
    String jobId,
    JobStatus status,
    @Nullable JobStage stage,
    int percent,
    @Nullable Integer completedProjects,
    @Nullable Integer totalProjects) {}
