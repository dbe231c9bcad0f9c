package dev.videogen.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the benchmarks one after another, each in a process of its own, and prints one table. If a
 * bound is passed it exits with 1, after one line for each.
 */
public final class Benchmarks {
  private static final int MOST_MINUTES_EACH = 3;
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> chosen;

  private Benchmarks(List<String> chosen) {
    this.chosen = chosen;
  }

  /**
   * Runs the benchmarks.
   *
   * @param args the names of those to run, separated by commas, or blank for all; then the home of
   *     one more JDK whose start is measured, or blank
   */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    String names = args[0].strip();
    String jdk = args[1].strip();
    List<String> homes = new ArrayList<>(List.of(JAVA_HOME.toString()));
    if (!jdk.isEmpty()) {
      homes.add(jdk);
    }
    List<String> chosen = names.isEmpty() ? List.of() : List.of(names.split(","));
    boolean held = new Benchmarks(chosen).run(homes);
    // Whatever thread may be left, a bound that is passed ends the build.
    System.exit(held ? 0 : 1);
  }

  private boolean run(List<String> homes) throws Exception {
    try (ApiServer api = new ApiServer();
        FileServer files = new FileServer()) {
      List<String> start = new ArrayList<>(homes);
      start.add(0, api.url());
      run("bytes", BytesBenchmark.class, List.of());
      run("held", HeldCallsBenchmark.class, List.of(), api.url());
      run("waiting", WaitingBenchmark.class, List.of("-Xmx256m"), api.url());
      run("sleeping", SleepingBenchmark.class, List.of("-Xmx256m"), api.url());
      run("downloads", DownloadBenchmark.class, List.of("-Xmx64m"), files.url());
      run("ledger", LedgerBenchmark.class, List.of("-Xmx256m"));
      run("start", StartBenchmark.class, List.of(), start.toArray(String[]::new));
    }
    printTable();
    rows.stream().filter(row -> !row.held()).forEach(row -> failures.add("FAILED: " + row));
    failures.forEach(System.err::println);
    return failures.isEmpty();
  }

  private void run(String name, Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    if (!chosen.isEmpty() && !chosen.contains(name)) {
      return;
    }
    Process process = Child.start(JAVA_HOME, options, main, arguments);
    Thread watchdog = new Thread(() -> endLate(name, process), "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .forEach(
              line -> {
                if (Row.isPrinted(line)) {
                  rows.add(Row.parse(line));
                } else {
                  System.out.println(line);
                }
              });
      int code = process.waitFor();
      if (code != 0) {
        failures.add("FAILED: " + name + " ended with " + code);
      }
    } finally {
      Child.end(process);
    }
  }

  private static void endLate(String name, Process process) {
    try {
      if (!process.waitFor(MOST_MINUTES_EACH, TimeUnit.MINUTES)) {
        System.err.println(name + " took more than " + MOST_MINUTES_EACH + " minutes");
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void printTable() {
    int what = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
    int figure = rows.stream().mapToInt(row -> row.figure().length()).max().orElse(0);
    String format = "%-" + Math.max(1, what) + "s  %-" + Math.max(1, figure) + "s  %s%n";
    rows.forEach(row -> System.out.printf(format, row.what(), row.figure(), row.bound()));
  }
}
