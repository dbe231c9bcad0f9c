package dev.videogen.core;

import okhttp3.OkHttpClient;

/** Fetches files without any credential. */
public final class Downloads {
  private final OkHttpClient client;
  private final Timekeeper time;

  Downloads(OkHttpClient client, Timekeeper time) {
    this.client = client;
    this.time = time;
  }
}
