package dev.videogen.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One job on its way. The jobs serialise access. */
final class NouvelJob {
  private final String id;
  private final JobScript script;
  private final List<NouvelProject> projects;
  private final @Nullable String webhookUrl;
  private int polls;
  private double progress;

  NouvelJob(
      String id, JobScript script, List<NouvelProject> projects, @Nullable Object webhookUrl) {
    this.id = id;
    this.script = script;
    this.projects = projects;
    this.webhookUrl = (String) webhookUrl;
  }

  String id() {
    return id;
  }

  /** Where its end is to be told, null if nowhere. */
  @Nullable String webhookUrl() {
    return webhookUrl;
  }

  boolean hasEnded() {
    return progress >= 1;
  }

  /** Whether it has ended in a way that webhooks report: a cancelled job sends none. */
  boolean isReported() {
    return hasEnded() && !status().equals("cancelled");
  }

  Map<String, @Nullable Object> poll(MediaServer media, Instant now) {
    moveOn(now);
    boolean detailed = hasEnded() && !status().equals("cancelled");
    return Json.of(
        "jobId",
        id,
        "status",
        status(),
        "overallProgress",
        percent(),
        "stage",
        stage(),
        "totalProjects",
        projects.size(),
        "completedProjects",
        done(),
        "failedProjects",
        failed(),
        "projects",
        projects.stream().map(NouvelProject::progress).toList(),
        "completedDetails",
        detailed ? projects.stream().map(it -> it.outcome(media)).toList() : List.of());
  }

  /** What its webhook says. The documentation does not tell the name of the last field. */
  Map<String, @Nullable Object> event(MediaServer media) {
    return Json.of(
        "event",
        "job.completed",
        "jobId",
        id,
        "status",
        status(),
        "totalProjects",
        projects.size(),
        "completedProjects",
        done(),
        "failedProjects",
        failed(),
        "projects",
        projects.stream().map(it -> it.outcome(media)).toList());
  }

  /** What a person wants to see of it. */
  Map<String, @Nullable Object> glance() {
    return Json.of(
        "id",
        id,
        "status",
        status(),
        "stage",
        stage(),
        "percent",
        percent(),
        "webhook",
        webhookUrl,
        "videos",
        projects.size());
  }

  void moveOn(Instant now) {
    progress = script.progressAt(++polls);
    for (int i = 0; i < projects.size(); i++) {
      String own =
          !hasEnded() ? NouvelProject.statusAt(percent()) : i < done() ? "completed" : "failed";
      projects.get(i).moveOn(own, percent(), now);
    }
  }

  /** Moves on until the end, unless it never comes. */
  void moveToEnd(Instant now) {
    while (script.ends() && !hasEnded()) {
      moveOn(now);
    }
  }

  private String status() {
    if (hasEnded()) {
      return script.end();
    }
    return script.stageAt(progress).isEmpty() ? "pending" : "running";
  }

  private String stage() {
    String stage = script.stageAt(progress);
    return stage.isEmpty() ? JobScript.STAGES.get(0) : stage;
  }

  private int percent() {
    return hasEnded() ? 100 : (int) Math.min(99, Math.floor(progress * 100));
  }

  private int done() {
    return hasEnded() ? script.completedOf(projects.size()) : 0;
  }

  private int failed() {
    return hasEnded() ? projects.size() - done() : 0;
  }
}
