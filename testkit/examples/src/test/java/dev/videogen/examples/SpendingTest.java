package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.ChatRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.VideogenAssertions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the two services' calls count for under a limit, and what an observer hears of it. */
class SpendingTest {
  private final List<Cost> costs = new CopyOnWriteArrayList<>();

  private CallObserver listening() {
    return new CallObserver() {
      @Override
      public void succeeded(CallSuccess end) {
        costs.add(end.cost());
      }
    };
  }

  @Test
  void nouvelCountsPagesTimesVariantsAndNoChat() throws Exception {
    GenerateRequest four =
        GenerateRequest.builder("https://shop.example/a", "https://shop.example/b")
            .variantCount(2)
            .build();
    try (NouvelServer server = NouvelServer.start();
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .time(new RecordedTime())
                .spendingLimit(SpendingLimit.of(6).videosPer(Duration.ofDays(1)))
                .addObserver((call, tags) -> listening())
                .build()) {
      nouvel.api().generate(four).execute();
      nouvel.api().chat(ChatRequest.ask("hello")).execute();
      assertThatThrownBy(() -> nouvel.api().generate(four).execute())
          .isInstanceOf(SpendingLimitException.class)
          .hasMessageContaining("4 used, and this call adds 4");
      nouvel.api().generate(GenerateRequest.of("https://shop.example/c")).execute();

      VideogenAssertions.assertThat(server).charged(2);
    }
    assertThat(costs).containsExactly(new Cost(4, 0), Cost.NONE, new Cost(1, 0));
  }

  @Test
  void nanoBananaCountsTheCreditsThatItsResponsesTell() throws Exception {
    TextToVideoRequest request = TextToVideoRequest.builder("a cat").build();
    try (NanoBananaServer server = NanoBananaServer.start();
        NanoBananaClient nanobanana =
            NanoBananaClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .time(new RecordedTime())
                .spendingLimit(SpendingLimit.of(20).creditsPer(Duration.ofDays(1), 8))
                .addObserver((call, tags) -> listening())
                .build()) {
      nanobanana.api().textToVideo(request).execute();
      nanobanana.api().textToVideo(request).execute();
      assertThatThrownBy(() -> nanobanana.api().textToVideo(request).execute())
          .isInstanceOf(SpendingLimitException.class)
          .hasMessageContaining("14 used, and this call adds 8");

      VideogenAssertions.assertThat(server).charged(2);
    }
    assertThat(costs).containsExactly(new Cost(1, 7), new Cost(1, 7));
  }
}
