package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

class VideogenServersExtensionTest {
  @Test
  void serversAreInjectedAndFresh() {
    run(Passing.class).assertStatistics(it -> it.started(2).succeeded(2));
  }

  @Test
  void serverOfTheClassIsResetForEachTest() {
    run(Shared.class).assertStatistics(it -> it.started(2).succeeded(2));
  }

  @Test
  void unmatchedRequestFailsTheTest() {
    run(Straying.class)
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.finishedWithFailure(
                TestExecutionResultConditions.message(
                    it ->
                        it.contains("unmatched requests: none")
                            && it.contains("GET /api/v1/nowhere"))));
  }

  @Test
  void failingTestPrintsWhatWasRequestedAndAnswered() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      run(Failing.class).assertStatistics(it -> it.failed(1));
    } finally {
      System.setErr(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("failed. NanoBananaServer received:")
        .contains("GET /api/v1/video-status.php?video_id=a -> 404 VIDEO_NOT_FOUND");
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  private static void get(VideogenServer server, String path) throws IOException {
    try (TestClient client = new TestClient(server)) {
      client.get(path);
    }
  }

  @VideogenServers
  static class Passing {
    private NouvelServer prepared;

    @BeforeEach
    void prepare(NouvelServer server) {
      prepared = server;
    }

    @Test
    void first(NouvelServer nouvel, NanoBananaServer nanobanana) throws IOException {
      assertThat(nouvel).isSameAs(prepared);
      assertThat(nanobanana.requests()).isEmpty();
      assertThat(nouvel.requests()).isEmpty();
      get(nouvel, "projects");
    }

    @Test
    void second(NouvelServer nouvel) throws IOException {
      assertThat(nouvel).isSameAs(prepared);
      assertThat(nouvel.requests()).isEmpty();
      get(nouvel, "projects");
    }
  }

  @VideogenServers
  static class Shared {
    private static NouvelServer shared;

    @BeforeAll
    static void start(NouvelServer server) {
      shared = server;
    }

    @Test
    void first(NouvelServer server) throws IOException {
      once(server);
    }

    @Test
    void second(NouvelServer server) throws IOException {
      once(server);
    }

    private static void once(NouvelServer server) throws IOException {
      assertThat(server).isSameAs(shared);
      assertThat(server.requests()).isEmpty();
      get(server, "projects");
    }
  }

  @VideogenServers
  static class Straying {
    @Test
    void asksForNothing(NouvelServer server) throws IOException {
      get(server, "nowhere");
    }
  }

  @VideogenServers
  static class Failing {
    @Test
    void fails(NanoBananaServer server) throws IOException {
      get(server, "video-status.php?video_id=a");
      throw new AssertionError("on purpose");
    }
  }
}
