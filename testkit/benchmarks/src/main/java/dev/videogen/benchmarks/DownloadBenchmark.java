package dev.videogen.benchmarks;

import dev.videogen.core.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A download beside {@code Files.copy} of the same bytes from the same server in the same run, and
 * a file of 2 GB; it runs in 64 MB.
 */
public final class DownloadBenchmark {
  private static final long MEASURED = 256L << 20;
  private static final long LARGE = 2L << 30;
  private static final double LEAST_RATIO = 0.9;
  private static final int ROUNDS = 9;

  private DownloadBenchmark() {}

  /** Runs the benchmark, and fails if downloads are slow. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("videogen-download");
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server), "server");
      thread.setDaemon(true);
      thread.start();
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      try (ApiClient client = BenchProvider.client().baseUrl(url).build()) {
        double[] copies = new double[ROUNDS];
        double[] downloads = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          double copy = timeCopy(url + MEASURED, folder.resolve("copy"));
          double download = timeDownload(client, url + MEASURED, folder.resolve("download"));
          System.out.printf(
              "256 MB: Files.copy %.2f s, download %.2f s, ratio %.2f%n",
              copy, download, copy / download);
          copies[round] = copy;
          downloads[round] = download;
        }
        double large = timeDownload(client, url + LARGE, folder.resolve("large"));
        double ratio = median(copies) / median(downloads);
        System.out.printf(
            "2 GB: %.2f s in a heap of %d MB; ratio of the medians %.2f, at least %.2f%n",
            large, Runtime.getRuntime().maxMemory() >> 20, ratio, LEAST_RATIO);
        if (ratio < LEAST_RATIO) {
          System.exit(1);
        }
      }
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

  private static double timeCopy(String url, Path target) throws IOException {
    long start = System.nanoTime();
    try (InputStream in = URI.create(url).toURL().openStream()) {
      Files.copy(in, target);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(target);
    return seconds;
  }

  private static double timeDownload(ApiClient client, String url, Path target) throws IOException {
    long start = System.nanoTime();
    client.downloads().download(url, target).execute();
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(target);
    return seconds;
  }

  /** Serves as many bytes as the path says. */
  private static void serve(ServerSocket server) {
    byte[] chunk = new byte[64 * 1024];
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        String request = requestOf(socket.getInputStream());
        long size = Long.parseLong(request.substring(5, request.indexOf(' ', 5)));
        OutputStream out = socket.getOutputStream();
        out.write(
            ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: video/mp4\r\nContent-Length: "
                    + size
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        for (long left = size; left > 0; left -= chunk.length) {
          out.write(chunk, 0, (int) Math.min(left, chunk.length));
        }
      } catch (IOException gone) {
        if (!server.isClosed()) {
          System.err.println("a connection broke: " + gone);
        }
      }
    }
  }

  private static String requestOf(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      request.append((char) read);
    }
    return request.toString();
  }
}
