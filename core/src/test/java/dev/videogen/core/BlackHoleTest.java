package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.testing.RecordedTime;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An HTTP/2 connection that no response comes through any more. */
class BlackHoleTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();
  private OkHttpClient http;

  @BeforeEach
  void start() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(held)
            .addTrustedCertificate(held.certificate())
            .build();
    server.useHttps(certificates.sslSocketFactory());
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.start();
    http =
        clean
            .client()
            .newBuilder()
            .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
            .build();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRetryAfterATimeoutTakesAnotherConnection(Mode mode) throws Exception {
    MockResponse ok = new MockResponse.Builder().body("{\"url\":\"v\"}").build();
    server.enqueue(ok);
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    server.enqueue(ok);
    try (ApiClient client =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(http)
            .time(time)
            .build()) {
      TestApi api = client.create(TestApi.class);
      mode.call(api.read());
      RecordedRequest first = server.takeRequest();
      Running running = Running.start(mode, api.read().attemptTimeout(Duration.ofSeconds(30)));
      RecordedRequest stalled = server.takeRequest();
      time.advance(Duration.ofSeconds(30));
      RecordedRequest retried = server.takeRequest();

      assertThat(first.getVersion()).isEqualTo("HTTP/2");
      assertThat(stalled.getConnectionIndex()).isEqualTo(first.getConnectionIndex());
      assertThat(retried.getConnectionIndex()).isNotEqualTo(stalled.getConnectionIndex());
      assertThat(running.failure()).isNull();
    }
    http.connectionPool().evictAll();
  }
}
