package dev.videogen.core.download;

import dev.videogen.core.run.Runner;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What all downloads of a client share. */
final class Fetching {
  private final OkHttpClient origin;
  private final HostRule hosts;
  private final Runner runner;
  private volatile @Nullable OkHttpClient bare;

  Fetching(OkHttpClient origin, HostRule hosts, Runner runner) {
    this.origin = origin;
    this.hosts = hosts;
    this.runner = runner;
  }

  /** Carries no credential. Made at the first download: its TLS takes tens of milliseconds. */
  OkHttpClient client() {
    OkHttpClient made = bare;
    if (made == null) {
      made = BareClient.of(origin);
      bare = made;
    }
    return made;
  }

  /** Which hosts may be fetched from. */
  HostRule hosts() {
    return hosts;
  }

  /** Carries the downloads. */
  Runner runner() {
    return runner;
  }
}
