package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  private final NouvelServer server = NouvelServer.start();
  private final TestClient client = new TestClient(server);
  private final MockWebServer receiver = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    receiver.start();
    server.webhooks().deliverTo(receiver.url("/webhooks/nouvel"));
  }

  @AfterEach
  void stop() {
    receiver.close();
    client.close();
    server.close();
  }

  @Test
  void endIsDeliveredSignedAndInTheDocumentedShape() throws Exception {
    receiver.enqueue(answer(204));
    server.job().partially(1, 2);
    String job = generate(2, true);

    List<WebhookDelivery> made = server.webhooks().secret("s3cret").deliver(job);

    RecordedRequest arrived = receiver.takeRequest();
    ByteString body = arrived.getBody();
    assertThat(arrived.getMethod() + " " + arrived.getTarget()).isEqualTo("POST /webhooks/nouvel");
    assertThat(arrived.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(arrived.getHeaders().get("X-Nouvel-Attempt")).isEqualTo("1");
    assertThat(arrived.getHeaders().get("X-Nouvel-Signature"))
        .isEqualTo(body.hmacSha256(ByteString.encodeUtf8("s3cret")).hex())
        .isEqualTo(server.webhooks().signature(body.toByteArray()));
    assertThat(body.toByteArray()).isEqualTo(server.webhooks().bodyOf(job));
    assertThat(body.utf8())
        .startsWith(
            "{\"event\":\"job.completed\",\"jobId\":\""
                + job
                + "\",\"status\":\"partial\",\"totalProjects\":2,\"completedProjects\":1,"
                + "\"failedProjects\":1,\"projects\":[{\"projectId\":")
        .contains("💪");
    assertThat(made).hasSize(1);
    assertThat(made.get(0).status()).isEqualTo(204);
    assertThat(client.get("jobs/" + job).json()).containsEntry("status", "partial");
  }

  @Test
  void signatureIsWhatAnIndependentToolMakes() {
    // printf '{"event":"job.completed"}' | openssl dgst -sha256 -hmac 's3cret'
    assertThat(
            server
                .webhooks()
                .secret("s3cret")
                .signature("{\"event\":\"job.completed\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a93f5aefdb1c925ae06dd4159192fb3ae19cdef1bd0d32a74fa98027744a8607");
  }

  @Test
  void refusedDeliveryIsTriedThreeTimesOnTheFakesClock() throws Exception {
    for (int i = 0; i < 3; i++) {
      receiver.enqueue(answer(500));
    }
    String job = generate(1, true);

    List<WebhookDelivery> made = server.webhooks().deliver(job);

    assertThat(made).extracting(WebhookDelivery::attempt).containsExactly(1, 2, 3);
    assertThat(made).extracting(WebhookDelivery::status).containsOnly(500);
    assertThat(made)
        .extracting(it -> Duration.between(made.get(0).at(), it.at()).toSeconds())
        .containsExactly(0L, 10L, 70L);
    assertThat(made).extracting(WebhookDelivery::body).containsOnly(made.get(0).body());
    for (int i = 1; i <= 3; i++) {
      assertThat(receiver.takeRequest().getHeaders().get("X-Nouvel-Attempt")).isEqualTo("" + i);
    }
    assertThat(server.webhooks().attempts()).isEqualTo(made);
  }

  @Test
  void deliveryEndsWithTheAttemptThatIsTaken() {
    receiver.enqueue(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    receiver.enqueue(answer(200));
    String job = generate(1, true);

    List<WebhookDelivery> made = server.webhooks().deliver(job);

    assertThat(made).extracting(WebhookDelivery::taken).containsExactly(false, true);
    assertThat(made.get(0).status()).isZero();
    assertThat(made.get(0).failure()).contains("IOException");
  }

  @Test
  void silentReceiverIsLeftAfterThePatience() {
    receiver.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    String job = generate(1, true);

    List<WebhookDelivery> made =
        server.webhooks().retries(false).patience(Duration.ofMillis(100)).deliver(job);

    assertThat(made).hasSize(1);
    assertThat(made.get(0).failure()).contains("timeout");
  }

  @Test
  void olderServiceDeliversOnceAndCountsNoAttempts() throws Exception {
    receiver.enqueue(answer(503));
    String job = generate(1, true);

    assertThat(server.webhooks().retries(false).deliver(job)).hasSize(1);

    assertThat(receiver.takeRequest().getHeaders().get("X-Nouvel-Attempt")).isNull();
  }

  @Test
  void cancelledAndEndlessJobsAreNeverReported() {
    server.job().isCancelled();
    String cancelled = generate(1, true);
    server.job().neverEnds();
    String endless = generate(1, true);

    for (String job : List.of(cancelled, endless)) {
      assertThat(server.webhooks().deliver(job)).isEmpty();
      assertThatThrownBy(() -> server.webhooks().bodyOf(job))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(job + " was cancelled or never ends");
    }
    assertThat(receiver.getRequestCount()).isZero();
  }

  @Test
  void jobWithoutWebhookUrlIsDeliveredOnlyByHand() throws Exception {
    receiver.enqueue(answer(200));
    String job = generate(1, false);

    assertThat(server.webhooks().deliver(job)).isEmpty();
    assertThat(server.webhooks().deliverAll()).isEmpty();
    assertThat(receiver.getRequestCount()).isZero();

    assertThat(server.webhooks().duplicate(job).taken()).isTrue();
    assertThat(receiver.takeRequest().getBody().toByteArray())
        .isEqualTo(server.webhooks().bodyOf(job));
  }

  @Test
  void everyEndedJobIsDeliveredOnce() throws Exception {
    receiver.enqueue(answer(200));
    receiver.enqueue(answer(200));
    server.job().takesPolls(1).fails();
    server.job().takesPolls(1);
    String failed = generate(1, true);
    String completed = generate(1, true);
    generate(1, true);
    client.get("jobs/" + completed);
    client.get("jobs/" + failed);

    assertThat(server.webhooks().deliverAll())
        .extracting(WebhookDelivery::jobId)
        .containsExactly(failed, completed);
    assertThat(server.webhooks().deliverAll()).isEmpty();
    assertThat(receiver.takeRequest().getBody().utf8()).contains("\"status\":\"failed\"");
  }

  @Test
  void duplicateHasTheSameBytesAndTheNextAttempt() throws Exception {
    receiver.enqueue(answer(200));
    receiver.enqueue(answer(200));
    String job = generate(1, true);
    server.webhooks().deliver(job);

    WebhookDelivery again = server.webhooks().duplicate(job);

    RecordedRequest first = receiver.takeRequest();
    RecordedRequest second = receiver.takeRequest();
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders().get("X-Nouvel-Signature"))
        .isEqualTo(first.getHeaders().get("X-Nouvel-Signature"));
    assertThat(again.attempt()).isEqualTo(2);
  }

  @Test
  void wrongSignatureIsWellFormedAndWrong() throws Exception {
    receiver.enqueue(answer(401));
    String job = generate(1, true);

    WebhookDelivery forged = server.webhooks().withWrongSignature(job);

    RecordedRequest arrived = receiver.takeRequest();
    assertThat(arrived.getHeaders().get("X-Nouvel-Signature"))
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(server.webhooks().signature(arrived.getBody().toByteArray()));
    assertThat(forged.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/hook", "http://10.0.0.1/", "http://127.evil.com/"})
  void deliveriesStayOnTheLoopbackInterface(String target) {
    assertThatThrownBy(() -> server.webhooks().deliverTo(HttpUrl.get(target)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(target);
  }

  @Test
  void nothingIsDeliveredWithoutATarget() {
    String job = generate(1, true);
    server.webhooks().reset();

    assertThatThrownBy(() -> server.webhooks().deliver(job))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deliverTo");
    assertThatThrownBy(() -> server.webhooks().deliver("nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> server.webhooks().secret("")).hasMessageContaining("secret");
    assertThatThrownBy(() -> server.webhooks().patience(Duration.ZERO))
        .hasMessageContaining("patience");
  }

  private static MockResponse answer(int status) {
    return new MockResponse.Builder().code(status).build();
  }

  private String generate(int variants, boolean withWebhook) {
    try {
      return (String)
          client
              .post(
                  "generate",
                  "{\"urls\":[\"https://example.com/products/a\"],\"variantCount\":"
                      + variants
                      + (withWebhook ? ",\"webhookUrl\":\"https://example.com/hooks\"}" : "}"))
              .json()
              .get("jobId");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
