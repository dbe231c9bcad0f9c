package com.example.adverts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.WebhookEvent;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.WebhookDelivery;
import dev.videogen.testkit.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportInboxTest {
  private final NouvelServer server = NouvelServer.start();
  private final NouvelClient nouvel =
      NouvelClient.builder()
          .apiKey(server.key())
          .baseUrl(server.url())
          .time(new RecordedTime())
          .build();
  private final List<WebhookEvent> ended = new CopyOnWriteArrayList<>();
  private ReportInbox inbox;
  private Webhooks webhooks;
  private String job;

  @BeforeEach
  void order() throws IOException {
    webhooks = server.webhooks().secret("s3cret-of-the-shop");
    inbox = new ReportInbox("s3cret-of-the-shop", ended::add);
    job =
        new AdvertDesk(nouvel)
            .order("https://example.com/products/a", 1, "https://example.com/hooks/nouvel");
  }

  @AfterEach
  void close() {
    nouvel.close();
    server.close();
  }

  @Test
  void signedReportIsPassedOnOnce() {
    byte[] body = webhooks.bodyOf(job);
    String signature = webhooks.signature(body);

    assertThat(inbox.accept(body, signature)).isEqualTo(204);
    assertThat(inbox.accept(body, signature.toUpperCase(Locale.ROOT))).isEqualTo(204);

    assertThat(ended).extracting(WebhookEvent::jobId).containsExactly(job);
  }

  @Test
  void forgedAndUnsignedReportsAreRefused() {
    byte[] body = webhooks.bodyOf(job);
    String signature = webhooks.signature(body);
    body[body.length - 2] ^= 1;

    assertThat(inbox.accept(body, signature)).isEqualTo(401);
    assertThat(inbox.accept(body, null)).isEqualTo(401);
    assertThat(ended).isEmpty();
  }

  @Test
  void deliveriesOverHttpAreTakenRepeatedAndRefused() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/hooks/nouvel", inbox);
    http.start();
    try {
      webhooks.deliverTo(
          HttpUrl.get("http://127.0.0.1:" + http.getAddress().getPort() + "/hooks/nouvel"));

      assertThat(webhooks.withWrongSignature(job).status()).isEqualTo(401);
      assertThat(webhooks.deliver(job)).singleElement().matches(WebhookDelivery::taken);
      assertThat(webhooks.duplicate(job).taken()).isTrue();
    } finally {
      http.stop(0);
    }
    assertThat(ended).hasSize(1);
  }
}
