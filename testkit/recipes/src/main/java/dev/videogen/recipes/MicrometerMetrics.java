package dev.videogen.recipes;

import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.time.Timekeeper;
import dev.videogen.micrometer.VideogenMeters;
import dev.videogen.micrometer.VideogenObservations;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Timers of calls, charges, the window and unsettled orders as meters of Micrometer. In Spring Boot
 * both registries are there already.
 */
public final class MicrometerMetrics {
  private MicrometerMetrics() {}

  /** Prints the meters after one order. */
  public static void main(String[] args) throws IOException {
    MeterRegistry meters = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    // The throttle is named so that a gauge can read it; the limits are those that Nouvel
    // documents.
    SlidingWindowThrottle window =
        new SlidingWindowThrottle(60, Duration.ofMinutes(1), Timekeeper.system(), call -> true);
    Path folder = Files.createTempDirectory("orders");

    try (NouvelServer fake = NouvelServer.start();
        FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"))) {
      NouvelClient nouvel =
          NouvelClient.builder()
              .apiKey(fake.key())
              .baseUrl(fake.url())
              .ledger(ledger)
              .throttle(window)
              .addObserver(new VideogenObservations(observations))
              .addObserver(
                  new VideogenMeters(meters).ledger("orders", ledger).window("nouvel", window))
              .build();
      nouvel.api().generate(GenerateRequest.of(Fakes.PRODUCT)).idempotencyKey("clip-3").execute();

      meters.getMeters().stream()
          .map(
              meter -> meter.getId().getName() + " " + meter.measure().iterator().next().getValue())
          .sorted()
          .forEach(System.out::println);
      nouvel.close();
    }
  }
}
