package com.example.adverts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.errors.Charge;
import dev.videogen.core.download.DownloadFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.poll.PollTimeoutException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.MissingPermissionException;
import dev.videogen.nouvel.NotAProductException;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.NouvelErrorCode;
import dev.videogen.nouvel.QuotaExceededException;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.SampleVideo;
import dev.videogen.testkit.VideogenAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvertDeskTest {
  private static final String PRODUCT = "https://example.com/products/protein-powder";
  private static final String HOOK = "https://example.com/hooks/nouvel";

  private final NouvelServer server = NouvelServer.start();
  private final RecordedTime time = new RecordedTime();
  private final SpendingLimit limit = new SpendingLimit(2);
  private final NouvelClient nouvel = client(server.key());
  private final AdvertDesk desk = new AdvertDesk(nouvel);
  @TempDir private Path folder;

  @AfterEach
  void close() {
    nouvel.close();
    server.close();
  }

  private NouvelClient client(String key) {
    return NouvelClient.builder()
        .apiKey(key)
        .baseUrl(server.url())
        .time(time)
        .addInterceptor(limit)
        .build();
  }

  @Test
  void lostAnswerIsPutAsideAndNotOrderedAgain() {
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);

    assertThatThrownBy(() -> desk.order(PRODUCT, 1, HOOK))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            lost -> assertThat(lost.charge()).isEqualTo(Charge.POSSIBLE));

    assertThat(desk.toBeLookedUp()).containsExactly(PRODUCT);
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @Test
  void stalledAnswerMayHaveBeenPaidFor() {
    server.onGenerate().respond(Fault.STALL_BEFORE_HEADERS);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread ordering =
        new Thread(
            () -> {
              try {
                desk.order(PRODUCT, 1, HOOK);
              } catch (IOException failed) {
                failure.complete(failed);
              }
            });
    ordering.start();
    while (server.requests().isEmpty()) {
      Thread.onSpinWait();
    }

    time.advance(Duration.ofMinutes(5));

    assertThat(failure.join())
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class,
            lost -> assertThat(lost.charge()).isEqualTo(Charge.POSSIBLE));
    VideogenAssertions.assertThat(server).received(1, Endpoint.GENERATE);
  }

  @Test
  void rateLimitIsWaitedOutAsToldAndPaidOnce() throws IOException {
    server.onGenerate().respond(NouvelErrors.RATE_LIMITED);

    desk.order(PRODUCT, 1, HOOK);

    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(23));
    VideogenAssertions.assertThat(server).charged(1).received(2, Endpoint.GENERATE);
  }

  @Test
  void waitBeyondTheLimitIsToldAtOnce() {
    server.onGenerate().respond(NouvelErrors.RATE_LIMITED.fixture().withWait(3600));

    assertThatThrownBy(() -> desk.order(PRODUCT, 1, HOOK))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofHours(1)));

    assertThat(time.pauses()).isEmpty();
    VideogenAssertions.assertThat(server).charged(0).received(1, Endpoint.GENERATE);
  }

  @Test
  void quotaIsToldWithItsFigures() {
    server.quota(30, 30);

    assertThatThrownBy(() -> desk.order(PRODUCT, 1, HOOK))
        .isInstanceOfSatisfying(
            QuotaExceededException.class,
            spent -> {
              assertThat(spent.usage().remaining()).isZero();
              assertThat(NouvelErrorCode.of(spent)).isEqualTo(NouvelErrorCode.QUOTA_EXCEEDED);
            });
  }

  @Test
  void homePageIsNoProduct() {
    assertThatThrownBy(() -> desk.order("https://example.com/", 1, HOOK))
        .isInstanceOf(NotAProductException.class)
        .hasMessageContaining("example.com is not a product page");

    VideogenAssertions.assertThat(server).charged(0);
  }

  @Test
  void readingKeyCannotOrder() {
    server.addKey("nvl_reader", "projects:read");
    try (NouvelClient reader = client("nvl_reader")) {
      assertThatThrownBy(() -> new AdvertDesk(reader).order(PRODUCT, 1, HOOK))
          .isInstanceOfSatisfying(
              MissingPermissionException.class,
              missing -> assertThat(missing.permission()).isEqualTo("generate"));
    }
  }

  @Test
  void ordersBeyondTheSpendingLimitNeverLeave() throws IOException {
    desk.order(PRODUCT, 1, HOOK);
    desk.order(PRODUCT, 1, HOOK);

    assertThatThrownBy(() -> desk.order(PRODUCT, 1, HOOK))
        .hasStackTraceContaining("the limit is spent");

    VideogenAssertions.assertThat(server).charged(2).received(2, Endpoint.GENERATE);
  }

  @Test
  void refusedOrderDoesNotCountAgainstTheSpendingLimit() {
    server.quota(30, 30);

    assertThatThrownBy(() -> desk.order(PRODUCT, 1, HOOK)).isInstanceOf(IOException.class);

    assertThat(limit.left()).isEqualTo(2);
  }

  @Test
  void partialJobGivesItsVideosWithoutTheKey() throws IOException {
    server.job().takesPolls(4).partially(1, 3);

    List<Path> saved = desk.collect(desk.order(PRODUCT, 3, HOOK), folder);

    assertThat(saved).singleElement().satisfies(it -> assertThat(it).hasBinaryContent(film()));
    assertThat(time.pauses())
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20));
    server.media().assertNoCredentials();
    VideogenAssertions.assertThat(server).leakedNoSecret();
  }

  @Test
  void failedJobGivesNoVideo() throws IOException {
    server.job().takesPolls(2).fails();

    assertThat(desk.collect(desk.order(PRODUCT, 1, HOOK), folder)).isEmpty();
  }

  @Test
  void jobWithoutAnEndIsGivenUpAndCanBeResumed() throws IOException {
    server.job().neverEnds();
    String job = desk.order(PRODUCT, 1, HOOK);

    assertThatThrownBy(() -> desk.collect(job, folder))
        .isInstanceOf(PollTimeoutException.class)
        .hasMessageContaining(job);

    assertThat(time.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
  }

  @Test
  void pollsOutlastPassingTrouble() throws IOException {
    server.job().takesPolls(2);
    server.onJob().respond(Fault.HTML_BAD_GATEWAY_502).respond(Fault.TRUNCATED_BODY);

    assertThat(desk.collect(desk.order(PRODUCT, 1, HOOK), folder)).hasSize(1);
  }

  @Test
  void brokenDownloadGoesOnWhereItStopped() throws IOException {
    server.job().takesPolls(1);
    server.media().onDownload().respond(Fault.TRUNCATED_BODY);

    List<Path> saved = desk.collect(desk.order(PRODUCT, 1, HOOK), folder);

    assertThat(saved).singleElement().satisfies(it -> assertThat(it).hasBinaryContent(film()));
    assertThat(server.media().requests()).hasSize(2);
    assertThat(server.media().requests().get(1).headers().get("Range")).startsWith("bytes=");
  }

  @Test
  void pageInPlaceOfAVideoLeavesNoFile() throws IOException {
    server.job().takesPolls(1);
    server.media().onDownload().respond(Fault.OK_HTML).always();
    String job = desk.order(PRODUCT, 1, HOOK);

    assertThatThrownBy(() -> desk.collect(job, folder)).isInstanceOf(DownloadFailedException.class);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void cancelledWaitEndsItsPolling() {
    server.onGenerate().respond(Fault.STALL_BEFORE_HEADERS);
    CompletableFuture<?> order = nouvel.generateAndAwait(GenerateRequest.of(PRODUCT)).executeAsync();
    while (server.requests().isEmpty()) {
      Thread.onSpinWait();
    }

    order.cancel(true);

    assertThatThrownBy(order::join).isInstanceOf(CancellationException.class);
    VideogenAssertions.assertThat(server).received(0, Endpoint.JOB);
  }

  @Test
  void okHttp5IsThereAloneAndOnce() throws IOException {
    ClassLoader loader = OkHttpClient.class.getClassLoader();

    assertThat(OkHttp.VERSION).startsWith("5.");
    for (String type : List.of("okhttp3/OkHttp.class", "okhttp3/OkHttpClient.class")) {
      assertThat(Collections.list(loader.getResources(type))).as(type).hasSize(1);
    }
  }

  /** Surefire keeps what only tests need, the testkit among it, on the class path in any case. */
  @Test
  void modulesAreModulesOnTheModulePathAlone() {
    boolean modules = System.getProperty("path").equals("modules");
    Map<Class<?>, String> names =
        Map.of(
            AdvertDesk.class, "com.example.adverts",
            AdvertDeskTest.class, "com.example.adverts",
            NouvelClient.class, "dev.videogen.nouvel",
            RecordedTime.class, "dev.videogen.core",
            OkHttpClient.class, "okhttp3");

    names.forEach(
        (type, name) -> assertThat(type.getModule().getName()).isEqualTo(modules ? name : null));
    assertThat(NouvelServer.class.getModule().isNamed()).isFalse();
  }

  private static byte[] film() {
    return SampleVideo.bytes();
  }
}
