package dev.videogen.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches files without any credential. */
public final class Downloads {
  private final OkHttpClient client;

  Downloads(OkHttpClient client) {
    this.client = client;
  }

  /** Fetches a file to {@code target}, which must not exist. */
  public Path download(String url, Path target) throws IOException {
    Request request = new Request.Builder().url(url).build();
    try (Response response = client.newCall(request).execute()) {
      Files.copy(response.body().byteStream(), target);
    }
    return target;
  }
}
