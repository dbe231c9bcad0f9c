package dev.videogen.micrometer;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The observations of one call, wait or download. */
final class CallObservation implements CallObserver {
  private final ObservationRegistry registry;
  private final CallInfo call;
  private final Observation whole;
  private volatile @Nullable Observation attempt;

  CallObservation(ObservationRegistry registry, CallInfo call) {
    this.registry = registry;
    this.call = call;
    this.whole = observation(call.kind().name().toLowerCase(Locale.ROOT)).start();
  }

  private Observation observation(String name) {
    return Observation.createNotStarted("videogen." + name, registry)
        .contextualName(call.provider() + " " + call.endpoint())
        .lowCardinalityKeyValue("provider", call.provider())
        .lowCardinalityKeyValue("account", call.account())
        .lowCardinalityKeyValue("endpoint", call.endpoint())
        .highCardinalityKeyValue("videogen.call.id", call.id());
  }

  /** Within an attempt it is the attempt's, so that an interceptor's span is a part of that. */
  @Override
  public Scope scope() {
    Observation running = attempt;
    Observation.Scope scope = (running == null ? whole : running).openScope();
    return scope::close;
  }

  @Override
  public void throttled(Duration wait) {
    whole.event(Observation.Event.of("videogen.throttled"));
  }

  @Override
  public void attemptStarted(int number) {
    attempt =
        observation("attempt")
            .parentObservation(whole)
            .highCardinalityKeyValue("videogen.attempt.number", String.valueOf(number))
            .start();
  }

  @Override
  public void attemptFailed(Attempt failed, boolean retried) {
    Observation running = attempt;
    attempt = null;
    if (running != null) {
      stop(running.error(failed.failure()), outcome(failed.failure()), failed.charge());
    }
    if (retried) {
      whole.event(Observation.Event.of("videogen.retried"));
    }
  }

  @Override
  public void succeeded(CallSuccess end) {
    Charge charge = call.billable() && !end.replayed() ? Charge.CERTAIN : Charge.NONE;
    Observation running = attempt;
    attempt = null;
    if (running != null) {
      stop(running, "SUCCESS", charge);
    }
    stop(whole, end.replayed() ? "REPLAYED" : "SUCCESS", charge);
  }

  @Override
  public void failed(CallFailure end) {
    stop(whole.error(end.failure()), outcome(end.failure()), end.charge());
  }

  private static void stop(Observation observation, String outcome, Charge charge) {
    observation
        .lowCardinalityKeyValue("outcome", outcome)
        .lowCardinalityKeyValue("charge", charge.name())
        .stop();
  }

  private static String outcome(Throwable failure) {
    ErrorCode code = failure instanceof ApiException api ? api.code() : null;
    return code == null ? failure.getClass().getSimpleName() : code.name();
  }
}
