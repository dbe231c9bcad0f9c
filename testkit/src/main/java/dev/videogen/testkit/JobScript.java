package dev.videogen.testkit;

import java.util.List;
import java.util.OptionalInt;

/**
 * The course of one job at the fake Nouvel, from pending through the running stages to its end.
 *
 * <pre>{@code
 * server.job().takesPolls(3).partially(1, 3);
 * }</pre>
 */
public final class JobScript {
  static final List<String> STAGES =
      List.of("preparing", "video", "audio", "lip_sync", "stitching");

  private int polls = 2 + STAGES.size();
  private List<String> stages = STAGES;
  private String end = "completed";
  private OptionalInt completed = OptionalInt.empty();
  private int expected;

  JobScript() {}

  /**
   * The poll that sees the end, the first being 1.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public synchronized JobScript takesPolls(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("takesPolls: must be at least 1, is " + number);
    }
    polls = number;
    return this;
  }

  /**
   * The stages while it runs, spread over the polls, instead of the documented five.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized JobScript stages(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("stages: must be at least one, are none");
    }
    stages = List.of(names);
    return this;
  }

  /** All videos get done: the default. */
  public synchronized JobScript completes() {
    return endsAs("completed");
  }

  /**
   * Only some get done. The job that follows must be of that size: its request is answered with the
   * contradiction otherwise.
   *
   * @throws IllegalArgumentException unless 0 &lt; done &lt; of
   */
  public synchronized JobScript partially(int done, int of) {
    if (done < 1 || done >= of) {
      throw new IllegalArgumentException(
          "partially: must be some and not all, is " + done + " of " + of);
    }
    completed = OptionalInt.of(done);
    expected = of;
    return endsAs("partial");
  }

  /** No video gets done. */
  public synchronized JobScript fails() {
    return endsAs("failed");
  }

  /** Somebody cancels it in the dashboard. */
  public synchronized JobScript isCancelled() {
    return endsAs("cancelled");
  }

  /** It runs for ever. */
  public synchronized JobScript neverEnds() {
    return endsAs("running");
  }

  synchronized boolean ends() {
    return !end.equals("running");
  }

  synchronized String end() {
    return end;
  }

  /** How many of that many videos get done. */
  synchronized int completedOf(int total) {
    return end.equals("completed") ? total : completed.orElse(0);
  }

  /** The size that {@link #partially} was told, 0 if any. */
  synchronized int expectedSize() {
    return expected;
  }

  /** Where the job is at that poll, from 0 at its beginning to 1 at its end. */
  synchronized double progressAt(int poll) {
    if (!ends()) {
      return 1 - 1.0 / poll;
    }
    return poll >= polls ? 1 : (poll - 1.0) / (polls - 1);
  }

  /** Its stage at that progress, an empty text while it is pending. */
  synchronized String stageAt(double progress) {
    int step = (int) Math.floor(progress * (stages.size() + 1) + 1e-9);
    return step == 0 ? "" : stages.get(Math.min(step, stages.size()) - 1);
  }

  private JobScript endsAs(String status) {
    end = status;
    if (!status.equals("partial")) {
      completed = OptionalInt.empty();
      expected = 0;
    }
    return this;
  }
}
