package dev.videogen.testkit;

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
  private final Map<String, NouvelJob> jobs = new LinkedHashMap<>();
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

  synchronized CannedResponse start(List<String> urls, int variants, Map<String, Object> asked) {
    JobScript script = scripts.isEmpty() ? new JobScript() : scripts.removeFirst();
    int total = urls.size() * variants;
    if (script.expectedSize() != 0 && script.expectedSize() != total) {
      throw new IllegalStateException(
          "job: scripted for " + script.expectedSize() + " videos, asked for " + total);
    }
    List<NouvelProject> made = new ArrayList<>();
    for (String url : urls) {
      for (int variant = 0; variant < variants; variant++) {
        made.add(project(url, asked));
      }
    }
    String id = new UUID(0x550e8400e29b41d4L, 0xa716446655440000L + jobs.size()).toString();
    jobs.put(id, new NouvelJob(id, script, made, asked.get("webhookUrl")));
    return CannedResponse.json(Json.of("jobId", id, "totalProjects", total, "status", "running"));
  }

  /** Adds a project of no job. */
  synchronized String addProject(String status) {
    NouvelProject project = project("https://example.com/products/protein-powder", Map.of());
    project.moveOn(status, 100, clock.now());
    return project.id();
  }

  private NouvelProject project(String url, Map<String, Object> asked) {
    String id = new UUID(0x8d0f3c1e00004000L, 0x8000000000000001L + projects.size()).toString();
    NouvelProject project = new NouvelProject(id, url, asked, clock.now());
    projects.put(id, project);
    return project;
  }

  synchronized CannedResponse poll(String id) {
    NouvelJob job = jobs.get(id);
    return job == null
        ? CannedResponse.of(NouvelErrors.JOB_NOT_FOUND)
        : CannedResponse.json(job.poll(media, clock.now()));
  }

  /** Moves every job that has not ended one step on, as a poll would. */
  synchronized void moveOn() {
    jobs.values().stream().filter(it -> !it.hasEnded()).forEach(it -> it.moveOn(clock.now()));
  }

  /**
   * Moves that job on to its end, if it has one.
   *
   * @return the payload of its webhook, whether or not it has one; null if its end is never
   *     reported
   */
  synchronized @Nullable String reportOf(String id) {
    NouvelJob job = known(id);
    job.moveToEnd(clock.now());
    return job.isReported() ? Json.print(job.event(media)) : null;
  }

  /** Whether the job was requested with a {@code webhookUrl}. */
  synchronized boolean hasWebhook(String id) {
    return known(id).webhookUrl() != null;
  }

  /** The job's {@code webhookUrl}; empty if it has none. */
  synchronized String webhookUrl(String id) {
    Object url = known(id).webhookUrl();
    return url == null ? "" : url.toString();
  }

  private NouvelJob known(String id) {
    NouvelJob job = jobs.get(id);
    if (job == null) {
      throw new IllegalArgumentException("jobId: the server made no job " + id);
    }
    return job;
  }

  /** What a person wants to see of each job, in the order of their making. */
  synchronized List<Map<String, @Nullable Object>> glances() {
    return jobs.values().stream().map(NouvelJob::glance).toList();
  }

  /** The jobs whose end is there to be reported. */
  synchronized List<String> reported() {
    return jobs.values().stream().filter(NouvelJob::isReported).map(NouvelJob::id).toList();
  }

  synchronized CannedResponse list(int page, int limit, String status) {
    List<NouvelProject> all = new ArrayList<>(projects.values());
    Collections.reverse(all); // Newest first.
    all.removeIf(it -> !status.isEmpty() && !it.status().equals(status));
    int from = Math.min(all.size(), (page - 1) * limit);
    int to = Math.min(all.size(), from + limit);
    int pages = (all.size() + limit - 1) / limit;
    return CannedResponse.json(
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

  synchronized CannedResponse get(String id) {
    NouvelProject project = projects.get(id);
    return project == null
        ? CannedResponse.of(NouvelErrors.PROJECT_NOT_FOUND)
        : CannedResponse.json(
            Json.of("project", project.detail(media), "scenes", project.scenes(media)));
  }

  synchronized @Nullable NouvelProject find(String id) {
    return projects.get(id);
  }
}
