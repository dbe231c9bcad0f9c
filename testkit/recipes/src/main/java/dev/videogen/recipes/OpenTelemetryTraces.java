package dev.videogen.recipes;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Tags;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;

/**
 * Traces with OpenTelemetry's own API: a span per call, with all its attempts and waits, and an
 * event per attempt that failed. If you have Micrometer, take {@code VideogenObservations}.
 */
public final class OpenTelemetryTraces implements CallObserver.Factory {
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("videogen.attempt");
  private static final AttributeKey<String> WAIT = AttributeKey.stringKey("videogen.wait");

  private final Tracer tracer;

  OpenTelemetryTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public CallObserver callStarted(CallInfo call, Tags tags) {
    return new Spanned(
        tracer
            .spanBuilder(call.provider() + " " + call.endpoint())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("videogen.call", call.id())
            .setAttribute("videogen.billable", call.billable())
            .startSpan());
  }

  private record Spanned(Span span) implements CallObserver {
    /** So that spans of your interceptors, on whatever thread, are children of this one. */
    @Override
    @SuppressWarnings("MustBeClosedChecker") // Whoever opens this scope closes it.
    public Scope scope() {
      io.opentelemetry.context.Scope current = span.makeCurrent();
      return current::close;
    }

    @Override
    public void attemptFailed(Attempt attempt, boolean retried) {
      span.addEvent(
          "attempt failed",
          Attributes.of(
              ATTEMPT, (long) attempt.number(), WAIT, String.valueOf(attempt.waitAfter())));
    }

    @Override
    public void succeeded(CallSuccess end) {
      span.setAttribute("http.response.status_code", end.status());
      span.setAttribute("videogen.cost", String.valueOf(end.cost()));
      span.end();
    }

    @Override
    public void failed(CallFailure end) {
      span.setAttribute("videogen.charge", end.charge().name());
      span.recordException(end.failure());
      span.setStatus(StatusCode.ERROR);
      span.end();
    }
  }

  /** Prints the span of a paid call that was refused once. */
  public static void main(String[] args) throws IOException {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    try (SdkTracerProvider sdk =
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        NouvelServer fake = NouvelServer.start();
        NouvelClient nouvel =
            Fakes.client(fake).addObserver(new OpenTelemetryTraces(sdk.get("shop"))).build()) {
      fake.onGenerate().respond(NouvelErrors.RATE_LIMITED);
      nouvel.api().generate(GenerateRequest.of(Fakes.PRODUCT)).execute();

      spans
          .getFinishedSpanItems()
          .forEach(
              span -> {
                System.out.println(span.getName() + ": " + span.getStatus().getStatusCode());
                span.getEvents().forEach(event -> System.out.println("  " + event.getName()));
              });
    }
  }
}
