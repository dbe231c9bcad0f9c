package com.example.adverts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.VideogenAssertions;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class NouvelConfigurationTest {
  private static final GenerateRequest REQUEST =
      GenerateRequest.of("https://example.com/products/protein-powder");

  @Test
  void healthAndMetersTellWhatIsUnsettledWithoutACall(@TempDir Path folder) throws Exception {
    try (NouvelServer fake = NouvelServer.start();
        ConfigurableApplicationContext context = start(fake, folder)) {
      NouvelClient nouvel = context.getBean(NouvelClient.class);
      nouvel.api().generate(REQUEST).idempotencyKey("clip-1").execute();
      fake.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
      assertThatThrownBy(() -> nouvel.api().generate(REQUEST).idempotencyKey("clip-2").execute())
          .isInstanceOf(OutcomeUnknownException.class);

      var health = context.getBean(NouvelHealth.class).health();

      assertThat(health.getStatus().getCode()).isEqualTo("UP");
      assertThat(health.getDetails())
          .containsEntry("windowUsed", "2 of 60")
          .containsEntry("unsettledOrders", 1);
      assertThat(
              context
                  .getBean(MeterRegistry.class)
                  .get("videogen.orders.unsettled")
                  .gauge()
                  .value())
          .isEqualTo(1);
      VideogenAssertions.assertThat(fake).charged(2).received(2, Endpoint.GENERATE);
    }
  }

  private static ConfigurableApplicationContext start(NouvelServer fake, Path folder) {
    return new SpringApplicationBuilder(AdvertsApplication.class)
        .web(WebApplicationType.NONE)
        .run(
            "--nouvel.api-key=" + fake.key(),
            "--nouvel.base-url=" + fake.url(),
            "--nouvel.ledger=" + folder.resolve("videos.ledger"));
  }
}
