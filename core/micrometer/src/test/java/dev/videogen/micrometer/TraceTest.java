package dev.videogen.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenTelemetry's SDK exports of calls, through Micrometer's bridge. */
class TraceTest {
  private static final GenerateRequest REQUEST =
      GenerateRequest.of("https://shop.example/products/mug");

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exported)).build();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final NouvelServer server = NouvelServer.start();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  TraceTest() {
    OtelTracer tracer =
        new OtelTracer(provider.get("videogen"), new OtelCurrentTraceContext(), event -> {});
    registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
  }

  private NouvelClient client() {
    return NouvelClient.builder()
        .apiKey(server.key())
        .baseUrl(server.url())
        .time(new RecordedTime())
        .addObserver(new VideogenObservations(registry))
        .addInterceptor(
            chain -> {
              seen.add(Span.current().getSpanContext().getSpanId());
              return chain.proceed(chain.request());
            })
        .build();
  }

  @AfterEach
  void close() {
    server.close();
    provider.close();
  }

  private List<SpanData> spans(String name) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }

  private static String attribute(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneTraceHasThreeAttemptsAcrossTheirWaits(boolean asynchronous) throws Exception {
    server.onGenerate().respond(NouvelErrors.RATE_LIMITED).respond(NouvelErrors.RATE_LIMITED);
    Observation checkout = Observation.start("checkout", registry);
    try (NouvelClient nouvel = client();
        Observation.Scope within = checkout.openScope()) {
      assertThat(within.getCurrentObservation()).isSameAs(checkout);
      if (asynchronous) {
        nouvel.api().generate(REQUEST).executeAsync().get(20, TimeUnit.SECONDS);
      } else {
        nouvel.api().generate(REQUEST).execute();
      }
    }
    checkout.stop();

    List<SpanData> all = exported.getFinishedSpanItems();
    assertThat(all).hasSize(5);
    SpanData root = spans("checkout").get(0);
    SpanData call = all.get(3);
    List<SpanData> attempts = all.subList(0, 3);
    assertThat(all).extracting(SpanData::getTraceId).containsOnly(root.getTraceId());
    assertThat(call.getName()).isEqualTo("nouvel generate");
    assertThat(call.getParentSpanId()).isEqualTo(root.getSpanId());
    assertThat(attribute(call, "outcome")).isEqualTo("SUCCESS");
    assertThat(attribute(call, "charge")).isEqualTo("CERTAIN");
    assertThat(call.getEvents())
        .extracting(event -> event.getName())
        .contains("videogen.retried", "videogen.retried");
    assertThat(attempts).extracting(SpanData::getParentSpanId).containsOnly(call.getSpanId());
    assertThat(attempts)
        .extracting(span -> attribute(span, "videogen.attempt.number"))
        .containsExactly("1", "2", "3");
    assertThat(attempts)
        .extracting(span -> attribute(span, "outcome"))
        .containsExactly("RATE_LIMITED", "RATE_LIMITED", "SUCCESS");
    assertThat(attempts)
        .extracting(span -> attribute(span, "charge"))
        .containsExactly("NONE", "NONE", "CERTAIN");
    assertThat(seen).containsExactlyElementsOf(attempts.stream().map(SpanData::getSpanId).toList());
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPollsSpanIsAPartOfItsWaits(boolean asynchronous) throws Exception {
    try (NouvelClient nouvel = client()) {
      if (asynchronous) {
        nouvel.generateAndAwait(REQUEST).executeAsync().get(20, TimeUnit.SECONDS);
      } else {
        nouvel.generateAndAwait(REQUEST).execute();
      }
    }
    SpanData wait = spans("nouvel generateAndAwait").get(0);
    List<SpanData> calls =
        Stream.of(spans("nouvel generate"), spans("nouvel job"))
            .flatMap(List::stream)
            .filter(span -> span.getParentSpanId().equals(wait.getSpanId()))
            .toList();

    assertThat(calls).hasSizeGreaterThan(2);
    assertThat(exported.getFinishedSpanItems())
        .extracting(SpanData::getTraceId)
        .containsOnly(wait.getTraceId());
    assertThat(attribute(wait, "outcome")).isEqualTo("SUCCESS");
    assertThat(attribute(wait, "charge")).isEqualTo("NONE");
  }

  @Test
  void aFailureIsOnItsSpans() {
    server.onGenerate().respond(NouvelErrors.QUOTA_EXCEEDED);
    try (NouvelClient nouvel = client()) {
      assertThat(catchThrowable(() -> nouvel.api().generate(REQUEST).execute())).isNotNull();
    }
    assertThat(exported.getFinishedSpanItems())
        .hasSize(2)
        .allSatisfy(
            span -> {
              assertThat(attribute(span, "outcome")).isEqualTo("QUOTA_EXCEEDED");
              assertThat(attribute(span, "charge")).isEqualTo("NONE");
              assertThat(span.getEvents()).extracting(it -> it.getName()).contains("exception");
            });
  }
}
