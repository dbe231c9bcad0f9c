package dev.videogen.testkit;

import static dev.videogen.testkit.VideogenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerAssertTest {
  private static final String PROMPT = "{\"prompt\":\"A market\",\"duration\":6}";

  private final NanoBananaServer server = NanoBananaServer.start();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void whatHappenedPasses() throws IOException {
    assertThat(server).receivedNothing();
    client.post("text-to-video.php", PROMPT);

    assertThat(server)
        .charged(1)
        .received(1, "textToVideo")
        .received(0, Endpoint.VIDEO_STATUS)
        .lastBody("{\"duration\":6,\"prompt\":\"A market\"}")
        .lastBodyIsExactly(PROMPT)
        .lastHeader("Authorization", "Bearer " + server.key())
        .leakedNoSecret()
        .hadNoUnmatchedRequest();
  }

  @Test
  void whatDidNotHappenFailsWithTheJournal() throws IOException {
    client.post("text-to-video.php", PROMPT);
    client.post("text-to-video.php", PROMPT);

    assertThatThrownBy(() -> assertThat(server).charged(1))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            expected charges: 1
            but was 2
            POST /api/v1/text-to-video.php -> 200 charged
            POST /api/v1/text-to-video.php -> 200 charged
            """);
    assertThatThrownBy(() -> assertThat(server).received(1, "textToVideo"))
        .hasMessageStartingWith("expected requests to textToVideo: 1\nbut was 2");
    assertThatThrownBy(() -> assertThat(server).receivedNothing())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> assertThat(server).lastBody("{\"prompt\":\"A market\",\"duration\":\"6\"}"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(server).lastHeader("Authorization", "Bearer nb_other"))
        .isInstanceOf(AssertionError.class)
        .hasMessageNotContaining(server.key());
    assertThatThrownBy(() -> assertThat(server).received(1, "noSuchName"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOrderIsKnownByWhatItAsksFor() throws IOException {
    client.post("text-to-video.php", PROMPT);
    client.post("text-to-video.php", "{\"prompt\":\"Another market\",\"duration\":6}");
    client.post("text-to-video.php", "{\"prompt\":\"\"}");
    client.post("text-to-video.php", "{\"prompt\":\"\"}");
    assertThat(server).charged(2).chargedNoOrderTwice();

    client.post("text-to-video.php", "{\"duration\":6, \"prompt\":\"A market\"}");
    assertThatThrownBy(() -> assertThat(server).chargedNoOrderTwice())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("charges for each order: at most 1")
        .hasMessageContaining("more for {\"duration\":6, \"prompt\":\"A market\"}");
    org.assertj.core.api.Assertions.assertThat(server.chargedRequests())
        .extracting(ReceivedRequest::body)
        .containsExactly(
            PROMPT,
            "{\"prompt\":\"Another market\",\"duration\":6}",
            "{\"duration\":6, \"prompt\":\"A market\"}");
    server.reset();
    assertThat(server).charged(0).chargedNoOrderTwice();
  }

  @Test
  void keyInAnAddressOrBodyIsALeak() throws IOException {
    client.get("video-status.php?video_id=" + server.key());
    assertThatThrownBy(() -> assertThat(server).leakedNoSecret())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stood in an address");

    server.reset();
    client.post("text-to-video.php", "{\"prompt\":\"" + server.key() + "\"}");
    assertThatThrownBy(() -> assertThat(server).leakedNoSecret())
        .hasMessageContaining("stood in a body");
  }

  @Test
  void keyAtTheMediaHostIsALeak() throws IOException {
    client.send(
        new Request.Builder()
            .url(server.media().url("a.mp4"))
            .header("X-Custom", server.key())
            .build());

    assertThatThrownBy(() -> assertThat(server).leakedNoSecret())
        .hasMessageContaining("stood in the media host");
  }

  @Test
  void requestThatMeetsNothingIsPrintedInFullWithoutItsKey() throws IOException {
    client.post("text-to-vidio.php?api_key=" + server.key(), PROMPT);

    assertThatThrownBy(() -> assertThat(server).hadNoUnmatchedRequest())
        .hasMessageContaining("POST /api/v1/text-to-vidio.php?api_key=(hidden)")
        .hasMessageContaining("Authorization: (hidden)")
        .hasMessageContaining(PROMPT)
        .hasMessageNotContaining(server.key());
  }

  @Test
  void portsCanBeChosenAndAreFreedOnClose() {
    int port;
    try (NouvelServer first = NouvelServer.start()) {
      port = first.url().port();
      assertThatThrownBy(() -> NouvelServer.builder().port(port).start())
          .hasMessageContaining("port " + port);
    }
    assertThatCode(() -> NouvelServer.builder().port(port).start().close())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> NouvelServer.builder().port(70000))
        .hasMessage("port: must be 0 to 65535, is 70000");
  }
}
