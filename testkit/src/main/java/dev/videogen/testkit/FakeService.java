package dev.videogen.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** One HTTP origin: it meets endpoints, follows their scripts or the rules, and records. */
final class FakeService implements AutoCloseable {
  private final MockWebServer web = WebServers.create();
  private final LoopbackSockets sockets = new LoopbackSockets();
  private final Map<Endpoint, Script> scripts = new EnumMap<>(Endpoint.class);
  private final List<ReceivedRequest> received = new ArrayList<>();
  private final List<ReceivedRequest> unmatched = new ArrayList<>();
  private final List<ReceivedRequest> charged = new ArrayList<>();
  private final Events events;
  private final ServiceRules rules;
  private final HttpUrl redirectTarget;
  private final boolean http2;
  private Consumer<ReceivedRequest> listener = request -> {};

  /**
   * Starts at once.
   *
   * @param target where redirects to another host lead; null for this origin itself
   */
  FakeService(
      ServiceRules rules, int port, ServerBuilder.Transport transport, @Nullable HttpUrl target) {
    this.rules = rules;
    this.events = new Events(rules.endpoints());
    this.http2 = transport == ServerBuilder.Transport.HTTPS_2;
    for (Endpoint endpoint : rules.endpoints()) {
      scripts.put(endpoint, new Script(http2));
    }
    web.setServerSocketFactory(sockets);
    web.setDispatcher(new ScriptedDispatcher());
    if (transport != ServerBuilder.Transport.HTTP) {
      web.useHttps(ThrowAwayTls.serverSocketFactory());
      web.setProtocols(
          http2 ? Arrays.asList(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1));
    }
    try {
      web.start(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": does not open: " + e.getMessage(), e);
    }
    this.redirectTarget = target == null ? web.url("/") : target;
  }

  HttpUrl url(String path) {
    return web.url(path);
  }

  Script script(Endpoint endpoint) {
    Script script = scripts.get(endpoint);
    if (script == null) {
      throw new IllegalArgumentException("endpoint: " + endpoint + " is not one of this server");
    }
    return script;
  }

  synchronized List<ReceivedRequest> received() {
    return List.copyOf(received);
  }

  synchronized List<ReceivedRequest> unmatched() {
    return List.copyOf(unmatched);
  }

  synchronized List<ReceivedRequest> charged() {
    return List.copyOf(charged);
  }

  Events events() {
    return events;
  }

  /** Tells of each request from now on, in the order of their record. */
  synchronized void listen(Consumer<ReceivedRequest> to) {
    listener = to;
  }

  /** What each endpoint is scripted to answer, for those that are. */
  Map<Endpoint, List<String>> pending() {
    Map<Endpoint, List<String>> pending = new EnumMap<>(Endpoint.class);
    scripts.forEach((endpoint, script) -> pending.put(endpoint, script.pending()));
    pending.values().removeIf(List::isEmpty);
    return pending;
  }

  synchronized void reset() {
    scripts.values().forEach(Script::clear);
    rules.reset();
    received.clear();
    unmatched.clear();
    charged.clear();
    events.clear();
  }

  @Override
  public void close() {
    // Exchanges that stall wait for this, and the server waits for them.
    sockets.closeAll();
    web.close();
  }

  private MockResponse respond(RecordedRequest request) throws InterruptedException {
    Runnable hangUp = () -> sockets.get(request.getConnectionIndex()).hangUp();
    EndpointRequest call = meet(request);
    if (call != null) {
      events.happen(Event.REQUEST_READ, call.endpoint(), hangUp);
    }
    CannedResponse answer = null;
    Script.Turn turn = null;
    if (call != null) {
      turn =
          call.hasRightMethod() || isHeadOfDownload(call) ? script(call.endpoint()).next() : null;
      if (turn == null || turn.followsWork()) {
        answer = work(call);
      }
    }
    boolean matched = turn != null || (answer != null && !answer.isMisuse());
    if (answer == null) {
      answer = rules.unknownPath();
    }
    record(call, request, turn == null ? answer.label() : turn.label(), matched, answer.charged());
    if (call == null) {
      return answer.toMockResponse();
    }
    if (answer.charged()) {
      events.happen(Event.CHARGED, call.endpoint(), hangUp);
    }
    return events.tellingItsEnd(response(request, turn, answer), call.endpoint(), hangUp);
  }

  private MockResponse response(
      RecordedRequest request, Script.@Nullable Turn turn, CannedResponse answer)
      throws InterruptedException {
    if (turn == null) {
      return answer.toMockResponse();
    }
    if (turn.response() != null) {
      return turn.response();
    }
    Fault fault = turn.fault();
    return fault == null
        ? answer.toMockResponse()
        : new FaultPlayer(sockets.get(request.getConnectionIndex()), request, redirectTarget)
            .play(fault, answer);
  }

  private static boolean isHeadOfDownload(EndpointRequest call) {
    return call.endpoint() == Endpoint.DOWNLOAD && call.request().getMethod().equals("HEAD");
  }

  /** A test that contradicts itself, a job's size for one, shall read so in the answer. */
  private @Nullable CannedResponse work(EndpointRequest call) {
    try {
      return rules.respond(call);
    } catch (IllegalStateException misuse) {
      return CannedResponse.misuse(misuse);
    }
  }

  private @Nullable EndpointRequest meet(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    for (Endpoint endpoint : rules.endpoints()) {
      String id = endpoint.match(path);
      if (id != null) {
        String decoded =
            id.isEmpty() ? "" : request.getUrl().pathSegments().get(lastSegment(request));
        return new EndpointRequest(endpoint, decoded, request);
      }
    }
    return null;
  }

  private static int lastSegment(RecordedRequest request) {
    return request.getUrl().pathSize() - 1;
  }

  private synchronized void record(
      @Nullable EndpointRequest call,
      RecordedRequest request,
      String label,
      boolean matched,
      boolean charges) {
    ReceivedRequest entry =
        new ReceivedRequest(
            call == null ? null : call.endpoint(),
            request.getMethod(),
            request.getTarget(),
            request.getHeaders(),
            EndpointRequest.body(request),
            label);
    received.add(entry);
    if (!matched) {
      unmatched.add(entry);
    }
    if (charges) {
      charged.add(entry);
    }
    listener.accept(entry);
  }

  private final class ScriptedDispatcher extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      web.takeRequest(0, TimeUnit.NANOSECONDS); // The server's own record would only grow.
      return respond(request);
    }

    @Override
    public MockResponse peek() {
      if (http2 && scripts.values().stream().anyMatch(it -> it.nextIs(Fault.REFUSED_STREAM))) {
        return FaultPlayer.REFUSAL;
      }
      return super.peek();
    }
  }
}
