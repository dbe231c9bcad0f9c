package com.example.adverts;

import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import dev.videogen.core.time.Timekeeper;
import dev.videogen.micrometer.VideogenMeters;
import dev.videogen.micrometer.VideogenObservations;
import dev.videogen.nouvel.NouvelClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client per key, for the whole application; Spring closes it, and then its ledger. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NouvelProperties.class)
class NouvelConfiguration {
  @Bean
  FileLedger nouvelLedger(NouvelProperties properties) throws IOException {
    return FileLedger.open(properties.ledger());
  }

  /** Nouvel documents 60 requests a minute; a bean, so that its use can be shown. */
  @Bean
  SlidingWindowThrottle nouvelWindow() {
    return new SlidingWindowThrottle(60, Duration.ofMinutes(1), Timekeeper.system(), call -> true);
  }

  @Bean
  NouvelClient nouvel(
      NouvelProperties properties,
      FileLedger ledger,
      SlidingWindowThrottle window,
      ObservationRegistry observations,
      MeterRegistry meters) {
    return NouvelClient.builder()
        .apiKey(properties.apiKey())
        .baseUrl(properties.baseUrl())
        .deadline(properties.deadline())
        .ledger(ledger)
        .throttle(window)
        .addObserver(new VideogenObservations(observations))
        .addObserver(new VideogenMeters(meters).ledger("orders", ledger).window("nouvel", window))
        .build();
  }
}
