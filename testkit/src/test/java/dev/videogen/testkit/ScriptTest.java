package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final String PROMPT = "{\"prompt\":\"A market\"}";

  private final NanoBananaServer server = NanoBananaServer.start();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void turnsHappenInOrderAndThenItBehaves() throws IOException {
    server
        .onTextToVideo()
        .respond(NanoBananaErrors.RATE_LIMITED)
        .times(2)
        .behave()
        .respond(new MockResponse.Builder().code(418).build())
        .respond(NanoBananaErrors.RATE_LIMITED.fixture().withWait(3))
        .thenBehave();

    assertThat(statuses(6)).containsExactly(429, 429, 200, 418, 429, 200);
    assertThat(server.charges()).isEqualTo(2);
  }

  @Test
  void clearedScriptBehavesAtOnce() throws IOException {
    server.onTextToVideo().respond(Fault.EMPTY_500).times(3).respond(Fault.EMPTY_504).always();

    assertThat(statuses(1)).containsExactly(500);
    server.onTextToVideo().clear();
    assertThat(statuses(2)).containsExactly(200, 200);
    assertThatThrownBy(() -> server.onTextToVideo().clear().times(2))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongBaseUrlCanBeScriptedAndIsNoUnmatchedRequest() throws IOException {
    server.onTextToVideo().respond(Fault.NO_SUCH_PATH_404);

    assertThat(statuses(1)).containsExactly(404);
    assertThat(server.charges()).isZero();
    assertThat(server.unmatched()).isEmpty();
    assertThat(client.get("elsewhere").status()).isEqualTo(404);
    assertThat(server.unmatched())
        .singleElement()
        .satisfies(it -> assertThat(it.answered()).isEqualTo(Fault.NO_SUCH_PATH_404.name()));
  }

  @Test
  void lastTurnMayLastForever() throws IOException {
    server
        .onTextToVideo()
        .respond(Fault.EMPTY_504)
        .respond(NanoBananaErrors.PLAN_REQUIRED)
        .always();

    assertThat(statuses(4)).containsExactly(504, 403, 403, 403);

    server.onTextToVideo().thenBehave();
    assertThat(statuses(1)).containsExactly(200);
  }

  @Test
  void endpointsKeepTheirScriptsApart() throws IOException {
    server.onVideoStatus().respond(NanoBananaErrors.ACCESS_DENIED).always();

    assertThat(statuses(1)).containsExactly(200);
    assertThat(client.get("video-status.php?video_id=x").status()).isEqualTo(403);
  }

  @Test
  void answeredServerErrorIsChargedAndRefusalIsNot() throws IOException {
    server
        .onTextToVideo()
        .respond(NanoBananaErrors.GENERATION_FAILED)
        .respond(NanoBananaErrors.CREDITS_EXHAUSTED)
        .respond(new MockResponse(200, Headers.of(), "{}"));

    assertThat(statuses(3)).containsExactly(500, 403, 200);
    assertThat(server.charges()).isEqualTo(2);
    assertThat(server.credits()).isEqualTo(1000 - 14);
  }

  @Test
  void scriptedErrorArrivesWithItsHeaders() throws IOException {
    server.onTextToVideo().respond(NanoBananaErrors.RATE_LIMITED_FULL);

    TestClient.Reply reply = client.post("text-to-video.php", PROMPT);

    assertThat(reply.body()).isEqualTo(NanoBananaErrors.RATE_LIMITED_FULL.body());
    assertThat(reply.headers().get("Retry-After")).isEqualTo("847");
    assertThat(server.requests().get(0).answered()).isEqualTo("429 RATE_LIMITED_FULL");
  }

  @Test
  void senselessScriptsAreRefused() {
    assertThatThrownBy(() -> server.on(Endpoint.GENERATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GENERATE");
    assertThatThrownBy(() -> server.onTextToVideo().times(2))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> server.onTextToVideo().behave().times(0))
        .hasMessage("times: must be at least 1, is 0");
  }

  private List<Integer> statuses(int number) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      statuses.add(client.post("text-to-video.php", PROMPT).status());
    }
    return statuses;
  }
}
