package com.example.adverts;

import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import java.io.IOException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * What is known without a call: how full the window is, and how many orders await a person. An
 * unsettled order is no reason to take an instance out of service; a ledger that can't be read is,
 * for then nothing can be ordered.
 */
@Component
class NouvelHealth implements HealthIndicator {
  private final FileLedger ledger;
  private final SlidingWindowThrottle window;

  NouvelHealth(FileLedger ledger, SlidingWindowThrottle window) {
    this.ledger = ledger;
    this.window = window;
  }

  @Override
  public Health health() {
    try {
      return Health.up()
          .withDetail("windowUsed", window.used() + " of " + window.limit())
          .withDetail("unsettledOrders", ledger.unsettled().size())
          .build();
    } catch (IOException unreadable) {
      return Health.down(unreadable).build();
    }
  }
}
