package dev.videogen.benchmarks;

import dev.videogen.nanobanana.NanoBananaClient;
import java.io.IOException;

/** A whole program: one client, one response, the end. */
final class FirstResponse {
  private FirstResponse() {}

  /** Takes the server's URL. */
  public static void main(String[] args) throws IOException {
    try (NanoBananaClient client =
        NanoBananaClient.builder().apiKey("nb_benchmark").baseUrl(args[0]).build()) {
      System.out.println(client.api().videoStatus("vid_a1b2c3d4e5f6").execute().outputUrl());
    }
  }
}
