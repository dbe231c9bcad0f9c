package dev.videogen.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Assertions on what a server received. Each returns this, or throws an {@link AssertionError} with
 * the journal of the server.
 */
public final class ServerAssert {
  private final VideogenServer server;

  ServerAssert(VideogenServer server) {
    this.server = server;
  }

  /** Exactly so many generations were charged. */
  public ServerAssert charged(int number) {
    return expect(server.charges() == number, "charges: " + number, server.charges());
  }

  /**
   * No order was charged more than once. The services know no order numbers, so what tells orders
   * apart is what was asked of which endpoint: two requests with the same body are the same order,
   * whichever key they were sent with and however their JSON is laid out. Give each order of a test
   * something of its own, such as its prompt or the address of its product. {@link
   * VideogenServer#chargedRequests()} has what was charged.
   */
  public ServerAssert chargedNoOrderTwice() {
    Set<List<Object>> orders = new HashSet<>();
    for (ReceivedRequest request : server.chargedRequests()) {
      Object asked = Json.parseObject(request.body());
      boolean first =
          orders.add(
              List.of(
                  Objects.requireNonNull(request.endpoint()),
                  Objects.requireNonNullElse(asked, request.body())));
      expect(first, "charges for each order: at most 1", "more for " + request.body());
    }
    return this;
  }

  /** The endpoint received exactly so many requests. */
  public ServerAssert received(int number, Endpoint endpoint) {
    int actual = server.requestCount(endpoint);
    return expect(actual == number, "requests to " + endpoint.id() + ": " + number, actual);
  }

  /**
   * The same by the endpoint's name, such as {@code generate}.
   *
   * @throws IllegalArgumentException if there is no such name
   */
  public ServerAssert received(int number, String endpoint) {
    return received(number, Endpoint.of(endpoint));
  }

  /** The service received nothing at all. */
  public ServerAssert receivedNothing() {
    int actual = server.requests().size();
    return expect(actual == 0, "requests: 0", actual);
  }

  /** The last body is this JSON: fields in any order, numbers and texts apart. */
  public ServerAssert lastBody(String json) {
    Map<String, Object> expected = Json.parseObject(json);
    if (expected == null) {
      throw new IllegalArgumentException("json: must be an object, is " + json);
    }
    String actual = last().body();
    return expect(expected.equals(Json.parseObject(actual)), "last body: " + json, actual);
  }

  /** The last body is this text, byte for byte. */
  public ServerAssert lastBodyIsExactly(String text) {
    String actual = last().body();
    return expect(actual.equals(text), "last body: " + text, actual);
  }

  /** The last request had that header with that value. */
  public ServerAssert lastHeader(String name, String value) {
    String actual = last().headers().get(name);
    boolean same = Objects.equals(actual, value);
    if (ReceivedRequest.isCredential(name)) {
      return expect(same, "last " + name + ": as given", same ? "the same" : "another, or none");
    }
    return expect(same, "last " + name + ": " + value, actual == null ? "none" : actual);
  }

  /**
   * No key of the server's reached the media host, no request there had a credential, and no key
   * stood in an address or a body of a request to the service.
   */
  public ServerAssert leakedNoSecret() {
    server.media().assertNoCredentials();
    for (String key : server.keys()) {
      for (ReceivedRequest request : server.media().requests()) {
        expectWithout(key, request.path() + request.headers() + request.body(), "the media host");
      }
      for (ReceivedRequest request : server.requests()) {
        expectWithout(key, request.path(), "an address");
        expectWithout(key, request.body(), "a body");
      }
    }
    return this;
  }

  /**
   * None of the server's keys stands in that text, such as a captured log: neither whole nor by the
   * part after its last underscore. The failure does not repeat the key.
   */
  public ServerAssert keptKeysOutOf(String text) {
    for (String key : server.keys()) {
      String secretPart = key.substring(key.lastIndexOf('_') + 1);
      if (text.contains(secretPart.length() < 8 ? key : secretPart)) {
        throw new AssertionError("a key of the server's stood in the text");
      }
    }
    return this;
  }

  /** Every request met an endpoint. */
  public ServerAssert hadNoUnmatchedRequest() {
    List<String> unmatched = new ArrayList<>();
    server.unmatched().forEach(it -> unmatched.add(it.inFull()));
    return expect(unmatched.isEmpty(), "unmatched requests: none", String.join("\n\n", unmatched));
  }

  private ReceivedRequest last() {
    List<ReceivedRequest> requests = server.requests();
    if (requests.isEmpty()) {
      throw new AssertionError("expected a request, there was none");
    }
    return requests.get(requests.size() - 1);
  }

  private void expectWithout(String key, String text, String place) {
    if (text.contains(key)) {
      throw new AssertionError("a key of the server's stood in " + place + "\n" + server.journal());
    }
  }

  private ServerAssert expect(boolean met, String expected, Object actual) {
    if (!met) {
      throw new AssertionError(
          "expected " + expected + "\nbut was " + actual + "\n" + server.journal());
    }
    return this;
  }
}
