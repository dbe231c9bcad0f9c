package dev.videogen.recipes;

import dev.videogen.core.ClientBuilder;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;

/** What each recipe needs so as to run without the service. */
final class Fakes {
  static final String PRODUCT = "https://example.com/products/protein-powder";

  private Fakes() {}

  /** A client of the fake, whose waits pass at once, at both ends. */
  static ClientBuilder<NouvelClient> client(NouvelServer fake) {
    RecordedTime time = new RecordedTime();
    fake.clock().follow(time::now);
    return NouvelClient.builder().apiKey(fake.key()).baseUrl(fake.url()).time(time);
  }
}
