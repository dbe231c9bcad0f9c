package dev.videogen.testkit.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.testkit.ConnectionWatch;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Event;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.ForkedJvm;
import dev.videogen.testkit.InterceptorBench;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.SampleVideo;
import dev.videogen.testkit.VideogenAssertions;
import dev.videogen.testkit.VideogenServers;
import dev.videogen.testkit.Webhooks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the testkit's README; another test compares them with it. */
@VideogenServers
class AdShopTest {
  private static final String PRODUCT = "https://example.com/products/protein-powder";

  @Test
  void lostAnswerIsNotPaidForTwice(NouvelServer server) {
    AdShop shop = new AdShop(server.url(), server.key(), server.clock()::advance);
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);

    assertThatThrownBy(() -> shop.order(PRODUCT)).isInstanceOf(IOException.class);

    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @Test
  void usedUpQuotaIsTold(NouvelServer server) {
    AdShop shop = new AdShop(server.url(), server.key(), server.clock()::advance);
    server.quota(29, 30);

    assertThatThrownBy(() -> shop.order(PRODUCT)).hasMessageContaining("used all 30 videos");

    VideogenAssertions.assertThat(server).charged(0);
  }

  @Test
  void rateLimitIsWaitedOutToTheSecond(NouvelServer server) throws IOException {
    AdShop shop = new AdShop(server.url(), server.key(), server.clock()::advance);
    Instant start = server.clock().now();
    server.fillRateWindow(server.key());

    shop.order(PRODUCT);

    assertThat(Duration.between(start, server.clock().now())).isEqualTo(Duration.ofMinutes(1));
    VideogenAssertions.assertThat(server).charged(1).received(2, Endpoint.GENERATE);
  }

  @Test
  void finishedVideosOfAPartialJobAreDownloadedWithoutTheKey(NouvelServer server)
      throws IOException {
    AdShop shop = new AdShop(server.url(), server.key(), server.clock()::advance);
    server.job().takesPolls(4).partially(1, 3);

    assertThat(shop.collect(shop.order(PRODUCT))).containsExactly(SampleVideo.bytes());

    VideogenAssertions.assertThat(server).received(4, Endpoint.JOB).leakedNoSecret();
  }

  @Test
  void webhookIsBelievedOnceAndOnlyIfItIsSigned(NouvelServer server) throws IOException {
    AdShop shop = new AdShop(server.url(), server.key(), server.clock()::advance);
    Webhooks webhooks = server.webhooks().secret("s3cret");
    byte[] body = webhooks.bodyOf(shop.order(PRODUCT));
    String signature = webhooks.signature(body);

    assertThat(shop.accept(body, signature.replace('a', 'b'), "s3cret")).isFalse();
    assertThat(shop.accept(body, signature, "s3cret")).isTrue();
    assertThat(shop.accept(body, signature, "s3cret")).isFalse();
  }

  @Test
  void processThatDiesWhileItPaysDoesNotPayAgain(NouvelServer server, @TempDir Path folder) {
    String sent = folder.resolve("sent").toString();
    ForkedJvm program =
        ForkedJvm.of(OrderOnce.class, server.url().toString(), server.key(), PRODUCT, sent);
    server.on(Event.CHARGED).run(program::kill);

    program.runUntilKilled();
    assertThat(program.runToEnd()).contains("outcome unknown");

    VideogenAssertions.assertThat(server).charged(1).chargedNoOrderTwice();
  }

  @Test
  void interceptorClosesWhatItRefuses() {
    Interceptor refusing =
        chain -> {
          var response = chain.proceed(chain.request());
          if (response.code() == 402) {
            response.close();
            throw new IOException("quota");
          }
          return response;
        };

    InterceptorBench bench = InterceptorBench.of(refusing).against(NouvelErrors.QUOTA_EXCEEDED);

    bench.blocking().ran(1).saw(402).failedWith(IOException.class).closedEverything();
    bench.asynchronous().ran(1).saw(402).failedWith(IOException.class).closedEverything();
    bench.interrupted().honouredInterrupt();
  }

  @Test
  void everyResponseIsClosed(NouvelServer server) throws IOException {
    ConnectionWatch watch = new ConnectionWatch();
    OkHttpClient client = new OkHttpClient.Builder().eventListenerFactory(watch).build();

    client.newCall(new Request.Builder().url(server.url() + "accounts").build()).execute().close();

    watch.assertNothingLeaked();
  }
}
