package dev.videogen.recipes;

import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Both services on one {@code OkHttpClient}: one pool, one dispatcher, one proxy and TLS. Closing a
 * service's client ends its calls alone; the {@code OkHttpClient} stays yours.
 *
 * <p>Its dispatcher bounds all asynchronous calls together, paid ones that last minutes included:
 * give it room, or reads wait behind them.
 */
public final class OneOkHttpForBoth {
  private OneOkHttpForBoth() {}

  /** Orders from both. */
  public static void main(String[] args) throws IOException {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(32); // 5 unless you say so
    OkHttpClient shared = new OkHttpClient.Builder().dispatcher(dispatcher).build();
    ConnectionPool pool = shared.connectionPool();

    try (NanoBananaServer bananas = NanoBananaServer.start();
        NouvelServer ads = NouvelServer.start();
        NanoBananaClient nanobanana =
            NanoBananaClient.builder()
                .apiKey(bananas.key())
                .baseUrl(bananas.url())
                .client(shared)
                .build();
        NouvelClient nouvel =
            NouvelClient.builder().apiKey(ads.key()).baseUrl(ads.url()).client(shared).build()) {
      System.out.println(
          nanobanana
              .api()
              .textToVideo(TextToVideoRequest.builder("A street food vendor").build())
              .executeAsync()
              .thenCombine(
                  nouvel.api().generate(GenerateRequest.of(Fakes.PRODUCT)).executeAsync(),
                  (video, job) -> "video " + video.videoId() + ", job " + job.jobId())
              .join());
    }
    dispatcher.executorService().shutdown();
    pool.evictAll();
  }
}
