package dev.videogen.testkit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.Headers;

/**
 * One error that a service's documentation describes. {@link NanoBananaErrors} and {@link
 * NouvelErrors} list them, and {@link #all()} gives both lists, for one parameterised test over
 * everything.
 */
public sealed interface DocumentedError permits NanoBananaErrors, NouvelErrors {
  /** The constant's name, unique within its service. */
  String name();

  /** Everything known about it, and the place to start for variants. */
  ErrorFixture fixture();

  /** Every documented error of both services. */
  static List<DocumentedError> all() {
    return Stream.<DocumentedError>concat(
            Stream.of(NanoBananaErrors.values()), Stream.of(NouvelErrors.values()))
        .toList();
  }

  /** The service: {@code nanobanana} or {@code nouvel}. */
  default String service() {
    return fixture().service();
  }

  /** The HTTP status. */
  default int status() {
    return fixture().status();
  }

  /** What the error means, by a name that several wordings of it share. */
  default String code() {
    return fixture().code();
  }

  /** The headers it comes with. */
  default Headers headers() {
    return fixture().headers();
  }

  /** The body: JSON, sent as UTF-8. */
  default String body() {
    return fixture().body();
  }

  /** The endpoints that answer it. */
  default Set<Endpoint> endpoints() {
    return fixture().endpoints();
  }

  /** Why the service answers it, by its documentation. */
  default String documentedCause() {
    return fixture().documentedCause();
  }

  /** The page of the service's documentation. */
  default String source() {
    return fixture().source();
  }

  /** False where the documentation names the case and not the text: then the body is a guess. */
  default boolean textDocumented() {
    return fixture().textDocumented();
  }

  /** The answer, ready for any MockWebServer. */
  default MockResponse toMockResponse() {
    return fixture().toMockResponse();
  }
}
