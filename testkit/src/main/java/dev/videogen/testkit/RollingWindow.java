package dev.videogen.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** At most so many in any stretch of that length. The caller serialises. */
final class RollingWindow {
  private final int limit;
  private final Duration length;
  private final Deque<Instant> moments = new ArrayDeque<>();

  RollingWindow(int limit, Duration length) {
    this.limit = limit;
    this.length = length;
  }

  boolean isFull(Instant now) {
    return remaining(now) == 0;
  }

  void add(Instant now) {
    moments.addLast(now);
  }

  void fill(Instant now) {
    while (!isFull(now)) {
      add(now);
    }
  }

  int limit() {
    return limit;
  }

  int count(Instant now) {
    Instant start = now.minus(length);
    while (!moments.isEmpty() && !moments.getFirst().isAfter(start)) {
      moments.removeFirst();
    }
    return moments.size();
  }

  int remaining(Instant now) {
    return Math.max(0, limit - count(now));
  }

  /** What a person wants to see of it. */
  Map<String, @Nullable Object> glance(String name, Instant now) {
    return Json.of(
        "name", name, "used", count(now), "limit", limit, "resetsIn", secondsToReset(now));
  }

  /** Whole seconds, rounded up, until the oldest leaves. */
  long secondsToReset(Instant now) {
    if (count(now) == 0) {
      return 0;
    }
    long millis = Duration.between(now, moments.getFirst().plus(length)).toMillis();
    return (millis + 999) / 1000;
  }
}
