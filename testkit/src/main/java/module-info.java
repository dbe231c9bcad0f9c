/** Fake services and canned error fixtures for tests without a network. */
module dev.videogen.testkit {
  requires transitive okhttp3;
  requires transitive mockwebserver3;
  requires com.squareup.moshi;
  requires okhttp3.tls;
  requires jdk.httpserver;
  requires static org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.videogen.testkit;
}
