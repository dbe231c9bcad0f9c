package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class EventsTest {
  private static final String PROMPT = "{\"prompt\":\"A market\"}";
  private static final String ORDER = "{\"urls\":[\"https://example.com/products/a\"]}";

  private final List<String> happened = new CopyOnWriteArrayList<>();

  /** Notes each event with what the server has in its books at that moment. */
  private void note(VideogenServer server) {
    for (Event event : Event.values()) {
      server
          .on(event)
          .runAlways(
              () -> happened.add(event + " " + server.requests().size() + " " + server.charges()));
    }
  }

  @Test
  void aGenerationIsReadThenChargedThenAnswered() throws IOException {
    try (NanoBananaServer server = NanoBananaServer.start();
        TestClient client = new TestClient(server)) {
      note(server);
      client.post("text-to-video.php", PROMPT);
    }
    assertThat(happened).containsExactly("REQUEST_READ 0 0", "CHARGED 1 1", "ANSWERED 1 1");
  }

  @Test
  void whatCostsNothingIsReadAndAnswered() throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onGenerate().respond(NouvelErrors.RATE_LIMITED).respond(Fault.TOO_EARLY_425);
      note(server);
      client.post("generate", ORDER);
      client.post("generate", ORDER);
      client.get("accounts");
      client.get("nowhere");
    }
    assertThat(happened)
        .containsExactly(
            "REQUEST_READ 0 0",
            "ANSWERED 1 0",
            "REQUEST_READ 1 0",
            "ANSWERED 2 0",
            "REQUEST_READ 2 0",
            "ANSWERED 3 0");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"DROP_AFTER_REQUEST", "TRUNCATED_BODY", "RESET_MID_BODY"})
  void anAnswerThatIsLostIsNone(Fault fault) throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onGenerate().respond(fault);
      note(server);
      assertThatThrownBy(() -> client.post("generate", ORDER)).isInstanceOf(IOException.class);
    }
    assertThat(happened).containsExactly("REQUEST_READ 0 0", "CHARGED 1 1");
  }

  @Test
  void anAnswerWithoutBodyIsAnsweredAndStaysAsItIs() throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server
          .onAccounts()
          .respond(new MockResponse.Builder().code(204).build())
          .respond(new MockResponse.Builder().chunkedBody("whole", 2).build());
      note(server);

      assertThat(client.get("accounts").status()).isEqualTo(204);
      TestClient.Reply chunked = client.get("accounts");
      assertThat(chunked.body()).isEqualTo("whole");
      assertThat(chunked.headers().get("Content-Length")).isNull();
    }
    assertThat(happened).contains("ANSWERED 1 0");
  }

  @Test
  void theAnswerHasArrivedWhenItIsSaidToBeAnswered() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      // Would never end if the client had to wait for the action.
      server.on(Event.ANSWERED).run(arrived::join);
      assertThat(client.post("generate", ORDER).status()).isEqualTo(200);
      arrived.complete(null);
    }
  }

  @Test
  void nothingLeavesBeforeAnEarlierActionHasReturned() throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server
          .on(Event.CHARGED)
          .run(
              () -> {
                reached.complete(null);
                goOn.join();
              });
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return client.post("generate", ORDER).status();
                } catch (IOException failed) {
                  throw new AssertionError(failed);
                }
              });
      reached.get(20, TimeUnit.SECONDS);
      // Another connection isn't held up.
      assertThat(client.get("accounts").status()).isEqualTo(200);
      assertThat(status).isNotDone();
      goOn.complete(null);
      assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(200);
    }
  }

  @Test
  void actionsHappenOnceInOrderForTheirEndpointUntilTheyAreTakenBack() throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server
          .on(Event.REQUEST_READ, Endpoint.ACCOUNTS)
          .run(() -> happened.add("first"))
          .run(() -> happened.add("second"));
      server.on(Event.REQUEST_READ).runAlways(() -> happened.add("any"));
      client.get("projects");
      client.get("accounts");
      client.get("accounts");
      client.get("accounts");
      assertThat(happened).containsExactly("any", "first", "any", "second", "any", "any");

      server.on(Event.REQUEST_READ).clear();
      server.on(Event.REQUEST_READ, Endpoint.ACCOUNTS).run(() -> happened.add("reset"));
      server.reset();
      client.get("accounts");
      assertThat(happened).hasSize(6);
      assertThatThrownBy(() -> server.on(Event.CHARGED, Endpoint.TEXT_TO_VIDEO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("TEXT_TO_VIDEO");
    }
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  void theFakeHangsUpOnAnActionThatThrows(Event event) throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server
          .on(event)
          .run(
              () -> {
                throw new IllegalStateException("on purpose");
              });
      if (event == Event.ANSWERED) {
        assertThat(client.post("generate", ORDER).status()).isEqualTo(200);
        client.http.connectionPool().evictAll();
      } else {
        assertThatThrownBy(() -> client.post("generate", ORDER)).isInstanceOf(IOException.class);
      }
      assertThat(client.get("accounts").status()).isEqualTo(200);
    }
  }

  @Test
  void anAnswerThatComesSlowlyIsOne() throws IOException {
    try (NouvelServer server = NouvelServer.start();
        TestClient client = new TestClient(server)) {
      server.onJob().respond(Fault.SLOW_DRIBBLE);
      note(server);
      client.get("jobs/none");
    }
    assertThat(happened).containsExactly("REQUEST_READ 0 0", "ANSWERED 1 0");
  }

  @Test
  void aStreamThatIsResetIsNoAnswer() throws IOException {
    try (NanoBananaServer server = NanoBananaServer.builder().http2().start();
        TestClient client = new TestClient(server)) {
      server.onTextToVideo().respond(Fault.RST_STREAM_IN_BODY);
      note(server);
      assertThatThrownBy(() -> client.post("text-to-video.php", PROMPT))
          .isInstanceOf(IOException.class);
    }
    assertThat(happened).containsExactly("REQUEST_READ 0 0", "CHARGED 1 1");
  }

  @Test
  void http2HasTheSameEvents() throws IOException {
    try (NanoBananaServer server = NanoBananaServer.builder().http2().start();
        TestClient client = new TestClient(server)) {
      note(server);
      try (Response response =
          client
              .http
              .newCall(client.request("text-to-video.php").post(TestClient.body(PROMPT)).build())
              .execute()) {
        assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
        assertThat(Objects.requireNonNull(response.body()).string()).contains("video_id");
      }
    }
    assertThat(happened).containsExactly("REQUEST_READ 0 0", "CHARGED 1 1", "ANSWERED 1 1");
  }
}
