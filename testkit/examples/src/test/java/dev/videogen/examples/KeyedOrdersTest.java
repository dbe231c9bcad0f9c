package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiResponse;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nanobanana.ImageToVideoRequest;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.ChatRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.PublishRequest;
import dev.videogen.nouvel.PublishTarget;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever spends money or publishes, at either service, is done once under one key. */
class KeyedOrdersTest {
  private static final String PRODUCT = "https://example.com/products/protein-powder";

  @TempDir private Path folder;
  private final RecordedTime time = new RecordedTime();
  private NanoBananaServer bananas;
  private NouvelServer ads;
  private String project;

  @BeforeEach
  void start() throws IOException {
    bananas = NanoBananaServer.start();
    ads = NouvelServer.start();
    try (NouvelClient nouvel =
        NouvelClient.builder().apiKey(ads.key()).baseUrl(ads.url()).time(time).build()) {
      project =
          nouvel
              .generateAndAwait(GenerateRequest.of(PRODUCT))
              .execute()
              .completed()
              .get(0)
              .projectId();
    }
  }

  @AfterEach
  void close() {
    bananas.close();
    ads.close();
  }

  private NanoBananaClient nanobanana(Ledger ledger) {
    return NanoBananaClient.builder()
        .apiKey(bananas.key())
        .baseUrl(bananas.url())
        .time(time)
        .ledger(ledger)
        .build();
  }

  private NouvelClient nouvel(Ledger ledger) {
    return NouvelClient.builder()
        .apiKey(ads.key())
        .baseUrl(ads.url())
        .time(time)
        .ledger(ledger)
        .build();
  }

  private Map<String, ApiCall<?>> paid(NanoBananaClient nanobanana, NouvelClient nouvel) {
    Map<String, ApiCall<?>> calls = new LinkedHashMap<>();
    calls.put(
        "textToVideo",
        nanobanana.api().textToVideo(TextToVideoRequest.builder("a secret cat").build()));
    calls.put(
        "imageToVideo",
        nanobanana
            .api()
            .imageToVideo(ImageToVideoRequest.builder("https://example.com/a.jpg").build()));
    calls.put("generate", nouvel.api().generate(GenerateRequest.of(PRODUCT)));
    calls.put(
        "publish",
        nouvel
            .api()
            .publish(
                PublishRequest.now(
                    project, PublishTarget.instagram("6612f1a2b3c4d5e6f7890123", "a"))));
    calls.put("chat", nouvel.api().chat(ChatRequest.ask("Which product?")));
    return calls;
  }

  private static <T> ApiResponse<T> run(boolean blocking, ApiCall<T> call) throws Exception {
    return blocking
        ? call.executeForResponse()
        : call.executeForResponseAsync().get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyPaidEndpointIsPaidOnceUnderAKey(boolean blocking) throws Exception {
    Path file = folder.resolve("orders.ledger");
    Map<String, Object> first = new LinkedHashMap<>();
    int before = ads.requests().size() + bananas.requests().size();
    for (boolean again : new boolean[] {false, true}) {
      try (FileLedger ledger = FileLedger.open(file);
          NanoBananaClient nanobanana = nanobanana(ledger);
          NouvelClient nouvel = nouvel(ledger)) {
        for (Map.Entry<String, ApiCall<?>> each : paid(nanobanana, nouvel).entrySet()) {
          ApiResponse<?> response =
              run(blocking, each.getValue().idempotencyKey("key of " + each.getKey()));

          assertThat(response.replayed()).as(each.getKey()).isEqualTo(again);
          assertThat(response.body())
              .as(each.getKey())
              .isEqualTo(first.computeIfAbsent(each.getKey(), name -> response.body()));
        }
        assertThat(ledger.unsettled()).isEmpty();
      }
    }
    assertThat(ads.requests().size() + bananas.requests().size()).isEqualTo(before + first.size());
    assertThat(Files.readString(file))
        .doesNotContain(ads.key(), bananas.key(), "a secret cat", PRODUCT, "Which product?");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderIsAwaitedAgainAfterARestart(boolean blocking) throws Exception {
    Path file = folder.resolve("orders.ledger");
    int charged = ads.charges();
    Job first = null;
    for (int run = 0; run < 2; run++) {
      try (FileLedger ledger = FileLedger.open(file);
          NouvelClient nouvel = nouvel(ledger)) {
        var wait = nouvel.generateAndAwait(GenerateRequest.of(PRODUCT), "shop-42/clip-3");
        Job job = blocking ? wait.execute() : wait.executeAsync().get(20, TimeUnit.SECONDS);
        first = first == null ? job : first;
        assertThat(job.jobId()).isEqualTo(first.jobId());
      }
    }
    assertThat(ads.charges()).isEqualTo(charged + 1);
  }

  @Test
  void theLedgerNamesAccountAndEndpoint() throws Exception {
    try (FileLedger ledger = FileLedger.open(folder.resolve("orders.ledger"));
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(ads.key())
                .baseUrl(ads.url())
                .ledger(ledger)
                .account("the shop's")
                .build()) {
      nouvel.api().generate(GenerateRequest.of(PRODUCT)).idempotencyKey("k").execute();
      Entry entry = ledger.find("k");

      assertThat(entry).isNotNull();
      assertThat(entry.order().account()).isEqualTo("the shop's");
      assertThat(entry.order().endpoint()).isEqualTo("nouvel/generate");
    }
  }
}
