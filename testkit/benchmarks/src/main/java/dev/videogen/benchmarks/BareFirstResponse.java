package dev.videogen.benchmarks;

import java.io.IOException;
import okhttp3.OkHttpClient;

/** As {@link FirstResponse}, with Retrofit and Moshi alone. */
final class BareFirstResponse {
  private BareFirstResponse() {}

  /** Takes the server's URL. */
  public static void main(String[] args) throws IOException {
    BareApi api = BareApi.create(new OkHttpClient(), args[0]);
    System.out.println(api.videoStatus("vid_a1b2c3d4e5f6").execute().body().video().outputUrl());
  }
}
