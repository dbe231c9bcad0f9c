package com.example.clash;

import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import okhttp3.logging.HttpLoggingInterceptor;

/** One call that is logged by OkHttp's own interceptor; prints what came of it. */
public final class FirstCall {
  private FirstCall() {}

  public static void main(String[] args) throws IOException {
    StringBuilder log = new StringBuilder();
    HttpLoggingInterceptor logging = new HttpLoggingInterceptor(line -> log.append(line));
    logging.setLevel(HttpLoggingInterceptor.Level.BASIC);
    try (NouvelServer server = NouvelServer.start();
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .addInterceptor(logging)
                .build()) {
      String status =
          nouvel
              .api()
              .generate(GenerateRequest.of("https://example.com/products/a"))
              .execute()
              .status()
              .value();
      System.out.println(status + (log.indexOf("--> POST") >= 0 ? ", logged" : ""));
    }
  }
}
