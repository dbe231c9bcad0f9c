package dev.videogen.testkit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nouvel's jobs and the projects that they make. Safe for use by many threads. */
final class NouvelJobs {
  private final FakeClock clock;
  private final MediaServer media;
  private final Deque<JobScript> scripts = new ArrayDeque<>();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, NouvelProject> projects = new LinkedHashMap<>();

  NouvelJobs(FakeClock clock, MediaServer media) {
    this.clock = clock;
    this.media = media;
  }

  synchronized void reset() {
    scripts.clear();
    jobs.clear();
    projects.clear();
  }

  synchronized JobScript script() {
    JobScript script = new JobScript();
    scripts.addLast(script);
    return script;
  }

  synchronized Answer start(List<String> urls, int variants, Map<String, Object> asked) {
    JobScript script = scripts.isEmpty() ? new JobScript() : scripts.removeFirst();
    int total = urls.size() * variants;
    if (script.expectedSize() != 0 && script.expectedSize() != total) {
      throw new IllegalStateException(
          "job: scripted for " + script.expectedSize() + " videos, asked for " + total);
    }
    List<NouvelProject> made = new ArrayList<>();
    for (String url : urls) {
      for (int variant = 0; variant < variants; variant++) {
        String id = new UUID(0x8d0f3c1e00004000L, 0x8000000000000001L + projects.size()).toString();
        NouvelProject project = new NouvelProject(id, url, asked, clock.now());
        projects.put(id, project);
        made.add(project);
      }
    }
    String id = new UUID(0x550e8400e29b41d4L, 0xa716446655440000L + jobs.size()).toString();
    jobs.put(id, new Job(id, script, made));
    return Answer.json(Json.of("jobId", id, "totalProjects", total, "status", "running"));
  }

  synchronized Answer poll(String id) {
    Job job = jobs.get(id);
    return job == null
        ? Answer.of(NouvelErrors.JOB_NOT_FOUND)
        : Answer.json(job.poll(media, clock.now()));
  }

  synchronized Answer list(int page, int limit, String status) {
    List<NouvelProject> all = new ArrayList<>(projects.values());
    Collections.reverse(all); // Newest first.
    all.removeIf(it -> !status.isEmpty() && !it.status().equals(status));
    int from = Math.min(all.size(), (page - 1) * limit);
    int to = Math.min(all.size(), from + limit);
    int pages = (all.size() + limit - 1) / limit;
    return Answer.json(
        Json.of(
            "projects",
            all.subList(from, to).stream().map(it -> it.summary(media)).toList(),
            "pagination",
            Json.of(
                "page", page,
                "limit", limit,
                "total", all.size(),
                "totalPages", pages,
                "hasMore", page < pages)));
  }

  synchronized Answer get(String id) {
    NouvelProject project = projects.get(id);
    return project == null
        ? Answer.of(NouvelErrors.PROJECT_NOT_FOUND)
        : Answer.json(Json.of("project", project.detail(media), "scenes", project.scenes(media)));
  }

  synchronized @Nullable NouvelProject find(String id) {
    return projects.get(id);
  }

  /** One job on its way. */
  private static final class Job {
    private final String id;
    private final JobScript script;
    private final List<NouvelProject> projects;
    private int polls;

    Job(String id, JobScript script, List<NouvelProject> projects) {
      this.id = id;
      this.script = script;
      this.projects = projects;
    }

    Map<String, @Nullable Object> poll(MediaServer media, Instant now) {
      double progress = script.progressAt(++polls);
      boolean ended = progress >= 1;
      String stage = script.stageAt(progress);
      String status = ended ? script.end() : stage.isEmpty() ? "pending" : "running";
      int percent = ended ? 100 : (int) Math.min(99, Math.floor(progress * 100));
      int done = ended ? script.completedOf(projects.size()) : 0;
      for (int i = 0; i < projects.size(); i++) {
        String own = !ended ? NouvelProject.statusAt(percent) : i < done ? "completed" : "failed";
        projects.get(i).moveOn(own, percent, now);
      }
      boolean detailed = ended && !status.equals("cancelled");
      return Json.of(
          "jobId",
          id,
          "status",
          status,
          "overallProgress",
          percent,
          "stage",
          stage.isEmpty() ? JobScript.STAGES.get(0) : stage,
          "totalProjects",
          projects.size(),
          "completedProjects",
          done,
          "failedProjects",
          ended ? projects.size() - done : 0,
          "projects",
          projects.stream().map(NouvelProject::progress).toList(),
          "completedDetails",
          detailed ? projects.stream().map(it -> it.outcome(media)).toList() : List.of());
    }
  }
}
