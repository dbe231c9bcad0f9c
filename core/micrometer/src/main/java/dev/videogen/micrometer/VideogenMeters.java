package dev.videogen.micrometer;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Tags;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was charged, and shows how full a window is and how many orders are unsettled.
 * Thread-safe.
 *
 * <pre>{@code
 * VideogenMeters meters =
 *     new VideogenMeters(registry).ledger("orders", ledger).window("nouvel", throttle);
 * NouvelClient nouvel =
 *     NouvelClient.builder()
 *         .apiKeyFromEnv()
 *         .ledger(ledger)
 *         .throttle(throttle)
 *         .addObserver(meters)
 *         .build();
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Meter</th><th>Tags</th><th>What</th></tr>
 * <tr><td>{@code videogen.charges}, a counter</td><td>provider, account, endpoint, certainty</td>
 *     <td>requests that were charged ({@code certain}) or may have been ({@code possible})</td></tr>
 * <tr><td>{@code videogen.window.used}, a gauge</td><td>name</td><td>calls that count in the window
 *     now</td></tr>
 * <tr><td>{@code videogen.window.limit}, a gauge</td><td>name</td><td>calls it takes</td></tr>
 * <tr><td>{@code videogen.orders.unsettled}, a gauge</td><td>name</td><td>orders that were sent and
 *     have no known outcome; NaN if the ledger can't be read</td></tr>
 * </table>
 */
public final class VideogenMeters implements CallObserver.Factory {
  private final MeterRegistry registry;

  /** Meters of this registry. */
  public VideogenMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows how full a window is.
   *
   * @param name tells it from others
   */
  public VideogenMeters window(String name, SlidingWindowThrottle window) {
    Gauge.builder("videogen.window.used", window, SlidingWindowThrottle::used)
        .tag("name", name)
        .register(registry);
    Gauge.builder("videogen.window.limit", window, SlidingWindowThrottle::limit)
        .tag("name", name)
        .register(registry);
    return this;
  }

  /**
   * Shows how many orders are unsettled. Asks the ledger whenever the gauge is read.
   *
   * @param name tells it from others
   */
  public VideogenMeters ledger(String name, Ledger ledger) {
    Gauge.builder("videogen.orders.unsettled", ledger, VideogenMeters::unsettled)
        .tag("name", name)
        .register(registry);
    return this;
  }

  private static double unsettled(Ledger ledger) {
    try {
      return ledger.unsettled().size();
    } catch (IOException unreadable) {
      return Double.NaN;
    }
  }

  @Override
  public @Nullable CallObserver callStarted(CallInfo call, Tags tags) {
    return call.billable() ? new Charges(call) : null;
  }

  private final class Charges implements CallObserver {
    private final CallInfo call;

    Charges(CallInfo call) {
      this.call = call;
    }

    @Override
    public void succeeded(CallSuccess end) {
      count("certain", end.replayed() ? 0 : 1);
      count("possible", end.earlierCharges());
    }

    @Override
    public void failed(CallFailure end) {
      int certain = end.charge() == Charge.CERTAIN ? 1 : 0;
      int all = end.failure() instanceof ApiException api ? api.possibleCharges() : certain;
      count("certain", certain);
      count("possible", all - certain);
    }

    private void count(String certainty, int charges) {
      if (charges > 0) {
        Counter.builder("videogen.charges")
            .tag("provider", call.provider())
            .tag("account", call.account())
            .tag("endpoint", call.endpoint())
            .tag("certainty", certainty)
            .register(registry)
            .increment(charges);
      }
    }
  }
}
