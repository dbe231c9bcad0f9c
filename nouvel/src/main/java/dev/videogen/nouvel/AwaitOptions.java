package dev.videogen.nouvel;

import dev.videogen.core.poll.PollSchedule;
import java.time.Duration;

/**
 * How to wait for a job or a post.
 *
 * @param deadline how long in all; there is no other limit
 * @param schedule the pauses before each look; one key has 60 requests a minute for everything
 */
public record AwaitOptions(Duration deadline, PollSchedule schedule) {
  /** 30 minutes, with looks after 10 s, then 15 s, then every 20 s. */
  public static final AwaitOptions DEFAULT =
      new AwaitOptions(
          Duration.ofMinutes(30),
          PollSchedule.of(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20)));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the deadline leaves no time for the first look
   */
  public AwaitOptions {
    Duration first = schedule.delayAfter(0);
    if (deadline.compareTo(first) <= 0) {
      throw new IllegalArgumentException(
          "deadline: "
              + deadline
              + ", must be longer than the pause before the first look, "
              + first);
    }
  }

  /** The same with another deadline. */
  public AwaitOptions withDeadline(Duration longest) {
    return new AwaitOptions(longest, schedule);
  }

  /** The same with other pauses. */
  public AwaitOptions withSchedule(PollSchedule pauses) {
    return new AwaitOptions(deadline, pauses);
  }
}
