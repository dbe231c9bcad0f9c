package dev.videogen.nouvel;

import dev.videogen.core.poll.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what polls of a job say into progress that only goes forward. */
final class ProgressReporter implements Progress<AcceptedJob, Job> {
  private static final int MOST_UNDER_WAY = 99;

  private final Consumer<? super JobProgress> listener;
  private @Nullable JobProgress told;

  ProgressReporter(Consumer<? super JobProgress> listener) {
    this.listener = listener;
  }

  /** One thread at a time carries a wait; the lock makes what it told visible to the next. */
  @Override
  public synchronized void polled(Job job) {
    report(next(told, job));
  }

  /** Tells the id before anything can go wrong with the wait. */
  @Override
  public void accepted(AcceptedJob job) {
    JobStatus status = job.status();
    report(
        new JobProgress(
            job.jobId(),
            status == null ? JobStatus.PENDING : status,
            null,
            0,
            null,
            job.totalProjects()));
  }

  private synchronized void report(JobProgress next) {
    if (!next.equals(told)) {
      told = next;
      listener.accept(next);
    }
  }

  static JobProgress next(@Nullable JobProgress before, Job job) {
    Integer now = job.overallProgress();
    int least = before == null ? 0 : before.percent();
    int percent =
        job.status().isTerminal()
            ? 100
            : Math.min(MOST_UNDER_WAY, Math.max(least, now == null ? 0 : now));
    return new JobProgress(
        job.jobId(),
        job.status(),
        job.stage(),
        percent,
        job.completedProjects(),
        job.totalProjects());
  }
}
