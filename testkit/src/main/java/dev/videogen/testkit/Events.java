package dev.videogen.testkit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;

/** All actions of one service, for any endpoint and for each. Safe for use by many threads. */
final class Events {
  private final Map<Event, EventActions> anywhere = actions();
  private final Map<Endpoint, Map<Event, EventActions>> byEndpoint = new EnumMap<>(Endpoint.class);

  Events(Set<Endpoint> endpoints) {
    endpoints.forEach(it -> byEndpoint.put(it, actions()));
  }

  private static Map<Event, EventActions> actions() {
    Map<Event, EventActions> actions = new EnumMap<>(Event.class);
    for (Event event : Event.values()) {
      actions.put(event, new EventActions());
    }
    return actions;
  }

  /** Those of any endpoint. */
  EventActions at(Event event) {
    return of(anywhere, event);
  }

  EventActions at(Event event, Endpoint endpoint) {
    Map<Event, EventActions> own = byEndpoint.get(endpoint);
    if (own == null) {
      throw new IllegalArgumentException("endpoint: " + endpoint + " is not one of this server");
    }
    return of(own, event);
  }

  private static EventActions of(Map<Event, EventActions> actions, Event event) {
    EventActions found = actions.get(event);
    if (found == null) {
      throw new IllegalArgumentException("event: " + event);
    }
    return found;
  }

  /** Without the hang-up the client of an action that throws would wait for ever. */
  void happen(Event event, Endpoint endpoint, Runnable hangUp) {
    try {
      at(event, endpoint).happen();
      at(event).happen();
    } catch (Throwable thrown) {
      hangUp.run();
      throw thrown;
    }
  }

  /** The same response, at whose end {@link Event#ANSWERED} happens. */
  MockResponse tellingItsEnd(MockResponse response, Endpoint endpoint, Runnable hangUp) {
    boolean unheard = !at(Event.ANSWERED).isArmed() && !at(Event.ANSWERED, endpoint).isArmed();
    if (unheard || response.getOnResponseBody() != null) {
      return response;
    }
    TellingBody body =
        new TellingBody(response.getBody(), () -> happen(Event.ANSWERED, endpoint, hangUp));
    // The headers once more: a body brings some of its own.
    return response.newBuilder().body(body).headers(response.getHeaders()).build();
  }

  void clear() {
    anywhere.values().forEach(EventActions::clear);
    byEndpoint.values().forEach(it -> it.values().forEach(EventActions::clear));
  }
}
