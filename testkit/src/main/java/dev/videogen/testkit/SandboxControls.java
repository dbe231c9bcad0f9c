package dev.videogen.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sandbox's page shows and does, as JSON objects. Safe for use by many threads. */
final class SandboxControls {
  private static final int REMEMBERED = 200;
  private static final long LONGEST_ADVANCE = Duration.ofDays(366).toSeconds();

  private final NanoBananaServer nanoBanana;
  private final NouvelServer nouvel;
  private final Deque<Map<String, @Nullable Object>> log = new ArrayDeque<>();
  private int logged;

  SandboxControls(NanoBananaServer nanoBanana, NouvelServer nouvel) {
    this.nanoBanana = nanoBanana;
    this.nouvel = nouvel;
    nanoBanana.service().listen(it -> log("nanobanana", it));
    nanoBanana.media().service().listen(it -> log("nanobanana media", it));
    nouvel.service().listen(it -> log("nouvel", it));
    nouvel.media().service().listen(it -> log("nouvel media", it));
  }

  /** Everything that changes. */
  Map<String, @Nullable Object> state() {
    List<Object> next = new ArrayList<>();
    for (VideogenServer server : List.of(nanoBanana, nouvel)) {
      server
          .service()
          .pending()
          .forEach(
              (endpoint, answers) ->
                  next.add(Json.of("endpoint", endpoint.id(), "answers", answers)));
    }
    return Json.of(
        "clock",
        nouvel.clock().now().toString(),
        "services",
        List.of(
            service("Nano Banana Video", nanoBanana, credits(), nanoBanana.rules().windows()),
            service("Nouvel", nouvel, quota(), nouvel.rules().keys().windows())),
        "jobs",
        nouvel.rules().jobs().glances(),
        "next",
        next,
        "requests",
        logged());
  }

  /** Everything that stays: each endpoint with what it can be told to answer. */
  Map<String, @Nullable Object> catalog() {
    List<Object> endpoints = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint != Endpoint.DOWNLOAD) {
        endpoints.add(
            Json.of(
                "id", endpoint.id(),
                "service", endpoint.service(),
                "call", endpoint.method() + " " + endpoint.path(),
                "curl", CurlLines.of(server(endpoint), endpoint),
                "documented", errors(endpoint, true),
                "others", errors(endpoint, false)));
      }
    }
    return Json.of("endpoints", endpoints, "faults", faults());
  }

  /**
   * Scripts an answer, after those that are scripted already.
   *
   * @throws IllegalArgumentException if a field is missing or wrong
   */
  void respond(Map<String, Object> order) {
    Endpoint endpoint = endpoint(order);
    String name = text(order, "answer");
    long times = order.get("times") == null ? 1 : number(order, "times", 100);
    Script script = server(endpoint).on(endpoint);
    DocumentedError error =
        DocumentedError.all().stream()
            .filter(it -> it.service().equals(endpoint.service()) && it.name().equals(name))
            .findFirst()
            .orElse(null);
    if (error != null) {
      script.respond(error).times((int) times);
    } else if (faults().contains(name)) {
      script.respond(Fault.valueOf(name)).times((int) times);
    } else {
      throw new IllegalArgumentException("answer: no such name: " + name);
    }
  }

  /**
   * Takes back what that endpoint is scripted to answer.
   *
   * @throws IllegalArgumentException if there is no such endpoint
   */
  void clear(Map<String, Object> order) {
    Endpoint endpoint = endpoint(order);
    server(endpoint).on(endpoint).clear();
  }

  /**
   * Lets time pass in both services.
   *
   * @throws IllegalArgumentException if the seconds are no whole number from 1 up to a year
   */
  void advance(Map<String, Object> order) {
    Duration time = Duration.ofSeconds(number(order, "seconds", LONGEST_ADVANCE));
    nanoBanana.clock().advance(time);
    nouvel.clock().advance(time);
  }

  /** Everything back to how it was at the start. */
  void reset() {
    nanoBanana.reset();
    nouvel.reset();
    forget();
  }

  private synchronized void forget() {
    log.clear();
  }

  private synchronized void log(String service, ReceivedRequest request) {
    log.addFirst(
        Json.of(
            "number", ++logged,
            "service", service,
            "request", request.line(),
            "body", request.body(),
            "answered", request.answered()));
    if (log.size() > REMEMBERED) {
      log.removeLast();
    }
  }

  private synchronized List<Object> logged() {
    return List.copyOf(log);
  }

  private String credits() {
    return nanoBanana.credits() + " credits left";
  }

  private String quota() {
    return nouvel.quotaUsed() + " of " + nouvel.rules().quotaLimit() + " videos used";
  }

  private static Map<String, @Nullable Object> service(
      String name,
      VideogenServer server,
      String balance,
      List<Map<String, @Nullable Object>> windows) {
    return Json.of(
        "name",
        name,
        "url",
        server.url().toString(),
        "media",
        server.media().url("").toString(),
        "key",
        server.key(),
        "charges",
        server.charges(),
        "balance",
        balance,
        "windows",
        windows);
  }

  private VideogenServer server(Endpoint endpoint) {
    return endpoint.service().equals("nouvel") ? nouvel : nanoBanana;
  }

  private static List<String> errors(Endpoint endpoint, boolean documented) {
    return DocumentedError.all().stream()
        .filter(it -> it.service().equals(endpoint.service()))
        .filter(it -> it.endpoints().contains(endpoint) == documented)
        .map(DocumentedError::name)
        .toList();
  }

  /** Those that plain HTTP/1.1 knows, which the sandbox speaks. */
  private static List<String> faults() {
    return Arrays.stream(Fault.values()).filter(it -> !it.onlyHttp2()).map(Fault::name).toList();
  }

  private static Endpoint endpoint(Map<String, Object> order) {
    Endpoint endpoint = Endpoint.of(text(order, "endpoint"));
    if (endpoint == Endpoint.DOWNLOAD) {
      throw new IllegalArgumentException("endpoint: must be one of a service, is download");
    }
    return endpoint;
  }

  private static String text(Map<String, Object> order, String field) {
    if (order.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(field + ": must be a text, is " + order.get(field));
  }

  private static long number(Map<String, Object> order, String field, long max) {
    if (order.get(field) instanceof Long number && number >= 1 && number <= max) {
      return number;
    }
    throw new IllegalArgumentException(
        field + ": must be a whole number from 1 to " + max + ", is " + order.get(field));
  }
}
