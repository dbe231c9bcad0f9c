package dev.videogen.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a meter registry has after calls. */
class MetersTest {
  private static final GenerateRequest REQUEST =
      GenerateRequest.of("https://shop.example/products/mug");

  @Test
  void chargesWindowsAndUnsettledOrdersAreMeters(@TempDir Path folder) throws Exception {
    RecordedTime time = new RecordedTime();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    SlidingWindowThrottle window =
        new SlidingWindowThrottle(30, Duration.ofMinutes(30), time, call -> call.billable());
    try (NouvelServer server = NouvelServer.start();
        FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"));
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .account("shop")
                .time(time)
                .throttle(window)
                .ledger(ledger)
                .addObserver(new VideogenObservations(observations))
                .addObserver(
                    new VideogenMeters(meters).window("nouvel", window).ledger("orders", ledger))
                .build()) {
      server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR).withoutWork();
      nouvel.api().generate(REQUEST).execute();
      server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
      assertThat(catchThrowable(() -> nouvel.api().generate(REQUEST).execute())).isNotNull();
      server.onGenerate().respond(NouvelErrors.QUOTA_EXCEEDED);
      assertThat(catchThrowable(() -> nouvel.api().generate(REQUEST).execute())).isNotNull();

      assertThat(meters.get("videogen.charges").tag("certainty", "certain").counter().count())
          .isEqualTo(1);
      assertThat(meters.get("videogen.charges").tag("certainty", "possible").counter().count())
          .isEqualTo(2);
      assertThat(meters.get("videogen.orders.unsettled").gauge().value()).isEqualTo(1);
      assertThat(meters.get("videogen.window.used").gauge().value()).isEqualTo(4);
      // The service has named its own limit by then.
      assertThat(meters.get("videogen.window.limit").gauge().value()).isEqualTo(60);
      assertThat(
              meters
                  .get("videogen.call")
                  .tags("provider", "nouvel", "account", "shop", "endpoint", "generate")
                  .timers())
          .hasSize(3);
      // Four of them, and the look before the retry.
      assertThat(meters.get("videogen.attempt").timers().stream().mapToLong(it -> it.count()).sum())
          .isEqualTo(5);
    }
  }

  @Test
  void aRegistryThatDoesNothingIsNotTold() {
    assertThat(new VideogenObservations(ObservationRegistry.NOOP).callStarted(null, null)).isNull();
  }
}
