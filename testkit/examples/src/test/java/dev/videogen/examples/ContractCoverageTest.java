package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.json.TextValue;
import dev.videogen.nouvel.WebhookEvent;
import dev.videogen.nouvel.WebhookVerifier;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Webhooks;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import retrofit2.http.GET;
import retrofit2.http.POST;

/**
 * Everything that the services document, row by row from {@code contract-*.csv}, is in the clients
 * and in the fakes: what is sent arrives at the fake; what the fake answers is told by the client,
 * for another answer makes it tell something else; documented values have constants.
 */
class ContractCoverageTest {
  /** What the body says of the limit goes before what the headers say, so theirs is shown alone. */
  private static final String RATE_LIMIT = "rate_limit";

  private static NanoBananaTour nanoBanana;
  private static NouvelTour nouvel;

  @BeforeAll
  static void visitEverything() throws IOException {
    nanoBanana = new NanoBananaTour();
    nouvel = new NouvelTour();
  }

  @AfterAll
  static void close() {
    nanoBanana.close();
    nouvel.close();
  }

  @TestFactory
  Stream<DynamicTest> nanoBanana() throws IOException {
    return rows("nanobanana", nanoBanana);
  }

  @TestFactory
  Stream<DynamicTest> nouvel() throws IOException {
    return rows("nouvel", nouvel);
  }

  private static Stream<DynamicTest> rows(String service, ContractTour tour) throws IOException {
    return ContractRow.of(service).stream()
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row, tour)));
  }

  @Test
  void nothingIsThereWithoutARow() throws IOException {
    for (ContractTour tour : List.of(nanoBanana, nouvel)) {
      String service = tour.errors().get(0).service();
      List<ContractRow> rows = ContractRow.of(service);
      assertThat(places(rows, "endpoint"))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Endpoint.values())
                  .filter(it -> it.service().equals(service))
                  .map(Endpoint::name)
                  .toList());
      assertThat(rows.stream().filter(row -> row.kind().equals("error")).map(ContractRow::constant))
          .containsExactlyInAnyOrderElementsOf(
              tour.errors().stream().map(DocumentedError::name).toList());
      tour.stops.forEach(
          (endpoint, stop) -> {
            if (endpoint.method().equals("POST")) {
              assertThat(names(rows, "request", endpoint))
                  .isEqualTo(JsonTree.paths(JsonTree.parse(stop.request().body())));
            }
            if (!Set.of(Endpoint.DAILY_ANALYTICS, Endpoint.FOLLOWERS).contains(endpoint)) {
              assertThat(names(rows, "response", endpoint))
                  .isEqualTo(JsonTree.paths(JsonTree.parse(stop.body())));
            }
          });
    }
  }

  private static List<String> places(List<ContractRow> rows, String kind) {
    return rows.stream().filter(row -> row.kind().equals(kind)).map(ContractRow::where).toList();
  }

  private static Set<String> names(List<ContractRow> rows, String kind, Endpoint endpoint) {
    return rows.stream()
        .filter(row -> row.kind().equals(kind) && row.where().equals(endpoint.name()))
        .map(ContractRow::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void check(ContractRow row, ContractTour tour) throws Exception {
    switch (row.kind()) {
      case "endpoint" -> checkEndpoint(row, tour);
      case "credential" -> tour.checkCredential(row.name());
      case "requestHeader" -> checkRequestHeader(row, stop(row, tour));
      case "request" ->
          assertThat(JsonTree.paths(JsonTree.parse(stop(row, tour).request().body())))
              .contains(row.name());
      case "query" -> assertThat(arrived(stop(row, tour)).queryParameter(row.name())).isNotBlank();
      case "response" -> checkResponse(row, tour);
      case "responseHeader" -> checkResponseHeader(row, tour);
      case "error" -> checkError(row, tour);
      case "errorField" -> checkErrorField(row, tour);
      case "errorHeader" -> checkErrorHeader(row, tour);
      case "value" -> assertThat(constants(row, tour)).contains(row.name());
      case "state" -> checkState(row, tour);
      case "webhook" -> checkWebhook(row);
      case "webhookHeader" -> checkWebhookHeader(row);
      default -> throw new IllegalArgumentException("kind: no such one: " + row);
    }
  }

  private static ContractTour.Stop stop(ContractRow row, ContractTour tour) {
    return Objects.requireNonNull(tour.stops.get(Endpoint.valueOf(row.where())), row.toString());
  }

  private static HttpUrl arrived(ContractTour.Stop stop) {
    return HttpUrl.get("http://localhost" + stop.request().path());
  }

  private static void checkEndpoint(ContractRow row, ContractTour tour) {
    Endpoint endpoint = Endpoint.valueOf(row.where());
    assertThat(endpoint.method() + " " + endpoint.path().replace("{id}", "{}"))
        .isEqualTo(row.name());
    assertThat(
            Arrays.stream(tour.api().getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations()))
                .map(
                    annotation ->
                        annotation instanceof GET get
                            ? "GET " + get.value()
                            : annotation instanceof POST post ? "POST " + post.value() : "")
                .map(path -> path.replaceAll("\\{\\w+}", "{}")))
        .contains(row.name());
    assertThat(stop(row, tour).request().endpoint()).isEqualTo(endpoint);
    assertThat(stop(row, tour).status()).isEqualTo(200);
  }

  private static void checkRequestHeader(ContractRow row, ContractTour.Stop stop) {
    String[] header = row.name().split(": ", 2);
    assertThat(stop.request().headers().get(header[0])).startsWith(header[1]);
  }

  private static void checkResponse(ContractRow row, ContractTour tour) throws IOException {
    Endpoint endpoint = Endpoint.valueOf(row.where());
    ContractTour.Stop stop = stop(row, tour);
    assertThat(JsonTree.paths(JsonTree.parse(stop.body()))).contains(row.name());

    Object before = tour.outcome(endpoint, 200, stop.headers(), stop.body());

    List<Object> after = new ArrayList<>();
    for (String changed : JsonTree.changed(stop.body(), row.name())) {
      after.add(tour.outcome(endpoint, 200, stop.headers(), changed));
    }
    assertThat(after)
        .as("what the client tells once the value is another")
        .anyMatch(it -> !it.equals(before));
  }

  private static void checkResponseHeader(ContractRow row, ContractTour tour) throws IOException {
    Endpoint endpoint = Endpoint.valueOf(row.where());
    ContractTour.Stop stop = stop(row, tour);
    String body = JsonTree.without(stop.body(), RATE_LIMIT);
    Object before = tour.outcome(endpoint, 200, stop.headers(), body);

    assertThat(tour.outcome(endpoint, 200, next(stop.headers(), row.name()), body))
        .isNotEqualTo(before);
  }

  private static Headers next(Headers headers, String name) {
    String value = headers.get(name);
    assertThat(value).as(name).containsOnlyDigits();
    return headers.newBuilder().set(name, Long.toString(Long.parseLong(value) + 1)).build();
  }

  private static DocumentedError error(ContractRow row, ContractTour tour, String name) {
    return tour.errors().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the testkit has no error for " + row));
  }

  private static void checkError(ContractRow row, ContractTour tour) {
    DocumentedError error = error(row, tour, row.constant());
    assertThat(error.status()).isEqualTo(Integer.parseInt(row.where()));
    assertThat(error.textDocumented()).isEqualTo(!row.literal().isEmpty());
    for (Endpoint endpoint : error.endpoints()) {
      tour.server().on(endpoint).respond(error);
      ApiException failure = catchThrowableOfType(ApiException.class, () -> tour.call(endpoint));
      assertThat(failure).as(endpoint.id()).isNotNull();
      assertThat(failure.status()).isEqualTo(error.status());
      assertThat(failure.code()).as(endpoint.id()).isNotNull().isNotEqualTo(tour.unrecognised());
      assertThat(failure.getClass()).isNotEqualTo(ApiException.class);
      if (!row.literal().isEmpty()) {
        assertThat(failure.error()).isEqualTo(row.literal());
      }
    }
  }

  private static void checkErrorField(ContractRow row, ContractTour tour) throws IOException {
    DocumentedError error = error(row, tour, row.where());
    assertThat(JsonTree.paths(JsonTree.parse(error.body()))).contains(row.name());
    Endpoint endpoint = error.endpoints().iterator().next();
    Object before = tour.outcome(endpoint, error.status(), error.headers(), error.body());

    List<String> others = new ArrayList<>(JsonTree.changed(error.body(), row.name()));
    others.add(JsonTree.without(error.body(), row.name()));

    List<Object> after = new ArrayList<>();
    for (String other : others) {
      after.add(tour.outcome(endpoint, error.status(), error.headers(), other));
    }
    assertThat(after)
        .as("what the client tells of another error")
        .anyMatch(it -> !it.equals(before));
  }

  private static void checkErrorHeader(ContractRow row, ContractTour tour) throws IOException {
    DocumentedError error = error(row, tour, row.where());
    Endpoint endpoint = error.endpoints().iterator().next();
    String body = JsonTree.without(error.body(), RATE_LIMIT);
    Object before = tour.outcome(endpoint, error.status(), error.headers(), body);

    Headers others = next(error.headers(), row.name());

    assertThat(tour.outcome(endpoint, error.status(), others, body)).isNotEqualTo(before);
  }

  private static List<String> constants(ContractRow row, ContractTour tour)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(tour.api().getPackageName() + "." + row.where());
    List<String> values = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getType() == type) {
        values.add(((TextValue) field.get(null)).value());
      }
    }
    return values;
  }

  private static void checkState(ContractRow row, ContractTour tour)
      throws ReflectiveOperationException {
    assertThat(constants(row, tour)).contains(row.name());
    assertThat(
            tour.told.stream()
                .filter(it -> it.getClass().getSimpleName().equals(row.where()))
                .map(TextValue::value))
        .as("what the fake told through the client")
        .contains(row.name());
  }

  private static void checkWebhook(ContractRow row) throws Exception {
    Webhooks webhooks = nouvel.server().webhooks();
    String body = new String(webhooks.bodyOf(nouvel.job()), StandardCharsets.UTF_8);
    assertThat(JsonTree.paths(JsonTree.parse(body))).contains(row.name());
    List<Object> before = verified(webhooks, body);
    for (String changed : JsonTree.changed(body, row.name())) {
      assertThat(verified(webhooks, changed)).isNotEqualTo(before);
    }
  }

  private static List<Object> verified(Webhooks webhooks, String text) throws Exception {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    WebhookEvent event =
        WebhookVerifier.of(webhooks.secret()).verify(body, webhooks.signature(body));
    return Arrays.asList(
        event.event(),
        event.jobId(),
        event.status(),
        event.totalProjects(),
        event.completedProjects(),
        event.failedProjects());
  }

  private static void checkWebhookHeader(ContractRow row) throws Exception {
    try (MockWebServer consumer = new MockWebServer()) {
      consumer.enqueue(new MockResponse.Builder().code(200).build());
      consumer.start();
      nouvel.server().webhooks().deliverTo(consumer.url("/")).deliver(nouvel.job());
      RecordedRequest delivery = consumer.takeRequest();

      String value = delivery.getHeaders().get(row.name());

      switch (row.name()) {
        case "Content-Type" -> assertThat(value).startsWith("application/json");
        case "X-Nouvel-Attempt" -> {
          assertThat(WebhookVerifier.ATTEMPT_HEADER).isEqualTo(row.name());
          assertThat(value).isEqualTo("1");
        }
        default -> {
          assertThat(WebhookVerifier.SIGNATURE_HEADER).isEqualTo(row.name());
          byte[] body = delivery.getBody().toByteArray();
          assertThat(
                  WebhookVerifier.of(nouvel.server().webhooks().secret())
                      .verify(body, value)
                      .jobId())
              .isEqualTo(nouvel.job());
        }
      }
    }
  }
}
