package dev.videogen.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * From the start of a process to its end, with one response in between: the shipped client over
 * bare Retrofit and Moshi.
 */
final class StartBenchmark {
  private static final int ROUNDS = 9;

  private StartBenchmark() {}

  /** Prints its rows; takes the server's URL, and the homes of the JDKs to start. */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    for (String home : Arrays.asList(args).subList(1, args.length)) {
      measure(Path.of(home), args[0]);
    }
  }

  private static void measure(Path home, String url) throws Exception {
    time(home, BareFirstResponse.class, url);
    time(home, FirstResponse.class, url);
    double[] bare = new double[ROUNDS];
    double[] ours = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      bare[round] = time(home, BareFirstResponse.class, url);
      ours[round] = time(home, FirstResponse.class, url);
    }
    Arrays.sort(bare);
    Arrays.sort(ours);
    double plain = bare[ROUNDS / 2];
    double own = ours[ROUNDS / 2];
    String what = "start to the first response, " + home.getFileName();
    Row.info(what + ", s", Row.text("%.3f, bare %.3f", own, plain)).print();
    Row.info(what + ", over bare", Row.text("%.2f", own / plain)).print();
  }

  private static double time(Path home, Class<?> main, String url)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = Child.start(home, List.of(), main, url);
    try {
      process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(main.getSimpleName() + " ended with " + process.exitValue());
      }
    } finally {
      Child.end(process);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
