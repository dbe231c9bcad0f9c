package com.example.acme;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Refuses the first request of each call, and answers the second. */
final class RefusesEachOnce extends Dispatcher {
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    return refused.add(String.valueOf(request.getHeaders().get("X-Call")))
        ? new MockResponse.Builder().code(429).build()
        : new MockResponse.Builder().body("{\"url\":\"v\"}").build();
  }
}
