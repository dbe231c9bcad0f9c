package dev.videogen.benchmarks;

import dev.videogen.core.download.Downloads;
import dev.videogen.nanobanana.NanoBananaClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A download beside {@code Files.copy} of the same bytes from the same server in the same run, and
 * a file of 2 GB.
 */
final class DownloadBenchmark {
  private static final long MEASURED = 256L << 20;
  private static final long LARGE = 2L << 30;
  private static final double LEAST_RATIO = 0.9;
  private static final int ROUNDS = 9;

  private DownloadBenchmark() {}

  /** Prints its rows; takes the server's URL. */
  public static void main(String[] args) throws IOException {
    Child.endWithParent();
    String url = args[0];
    Path folder = Files.createTempDirectory("videogen-download");
    try (NanoBananaClient client =
        NanoBananaClient.builder().apiKey("nb_benchmark").baseUrl(url).build()) {
      Downloads downloads = client.downloads();
      double[] copies = new double[ROUNDS];
      double[] ours = new double[ROUNDS];
      copy(url + MEASURED, folder.resolve("copy"));
      download(downloads, url + MEASURED, folder.resolve("download"));
      for (int round = 0; round < ROUNDS; round++) {
        copies[round] = copy(url + MEASURED, folder.resolve("copy"));
        ours[round] = download(downloads, url + MEASURED, folder.resolve("download"));
      }
      double copy = median(copies);
      double download = median(ours);
      Row.info("256 MB, s", Row.text("Files.copy %.2f, download %.2f", copy, download)).print();
      Row.atLeast("download, speed over Files.copy", copy / download, LEAST_RATIO, "%.2f").print();
      double large = download(downloads, url + LARGE, folder.resolve("large"));
      Row.info(
              "2 GB, s",
              Row.text("%.2f in a heap of %d MB", large, Runtime.getRuntime().maxMemory() >> 20))
          .print();
    } finally {
      Files.delete(folder);
    }
  }

  /** A disk that is busy with something else for a moment must not decide. */
  private static double median(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double copy(String url, Path target) throws IOException {
    long start = System.nanoTime();
    try (InputStream in = URI.create(url).toURL().openStream()) {
      Files.copy(in, target);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(target);
    return seconds;
  }

  private static double download(Downloads downloads, String url, Path target) throws IOException {
    long start = System.nanoTime();
    downloads.download(url, target).execute();
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(target);
    return seconds;
  }
}
