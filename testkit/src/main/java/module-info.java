/**
 * Fake services and canned error fixtures for tests without a network.
 *
 * <p>{@link dev.videogen.testkit.NouvelServer} and {@link dev.videogen.testkit.NanoBananaServer}
 * are where to begin. They behave as documented until a test says otherwise:
 *
 * <pre>{@code
 * try (NouvelServer server = NouvelServer.start()) {
 *   server.onGenerate().respond(NouvelErrors.RATE_LIMITED).times(2);
 *   server.job().takesPolls(3).partially(1, 3);
 *   // ... call the code under test with server.url() and server.key() ...
 *   VideogenAssertions.assertThat(server).charged(1).leakedNoSecret();
 * }
 * }</pre>
 *
 * <p>{@link dev.videogen.testkit.Fault} names what can go wrong on the way, {@link
 * dev.videogen.testkit.VideogenServers} starts servers for JUnit 5, {@link
 * dev.videogen.testkit.InterceptorBench} tries an interceptor, {@link
 * dev.videogen.testkit.ForkedJvm} runs a program that is killed in the middle of its work, and
 * {@link dev.videogen.testkit.Sandbox} is all of it as a program.
 */
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
