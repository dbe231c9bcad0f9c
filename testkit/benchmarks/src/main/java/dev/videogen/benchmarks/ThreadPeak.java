package dev.videogen.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The most threads that were alive at once, and whose they were. */
final class ThreadPeak {
  private static final long LOOK_MILLIS = 2;

  private final ThreadGroup all = root();
  private volatile Map<String, Integer> names = Map.of();

  /** From now on. */
  ThreadPeak() {
    Thread thread = new Thread(this::look, "benchmark-peak");
    thread.setDaemon(true);
    thread.start();
  }

  /** Names are looked up now and then, so the largest look may be a few short of the peak. */
  Row row(String what, int most) {
    int peak = ManagementFactory.getThreadMXBean().getPeakThreadCount();
    String whose =
        names.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return Row.atMost(what, peak, most, "%.0f").withNote(whose);
  }

  private void look() {
    Thread[] threads = new Thread[10_000];
    int largest = 0;
    while (true) {
      int count = all.enumerate(threads);
      if (count > largest) {
        largest = count;
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < count; i++) {
          seen.merge(threads[i].getName().replaceAll(" ?(http|\\().*", ""), 1, Integer::sum);
        }
        names = seen;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
