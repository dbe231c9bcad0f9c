package dev.videogen.testkit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fake does where nothing is scripted. Called by many threads at once. */
interface ServiceRules {
  /** The endpoints it serves. */
  Set<Endpoint> endpoints();

  /** Does the work and answers; null where the endpoint knows no such method. */
  @Nullable CannedResponse respond(EndpointRequest call);

  /** The answer to a request that matches nothing. */
  CannedResponse unknownPath();

  /** Back to how it was when it started. */
  void reset();
}
