package dev.videogen.testkit;

/**
 * The way to assertions on a server, for a static import. They look at what was recorded and never
 * wait: a request is recorded before it is answered.
 */
public final class VideogenAssertions {
  private VideogenAssertions() {}

  /** Begins assertions on that server. */
  public static ServerAssert assertThat(VideogenServer server) {
    return new ServerAssert(server);
  }
}
