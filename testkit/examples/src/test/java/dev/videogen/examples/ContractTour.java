package dev.videogen.examples;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.json.TextValue;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.ReceivedRequest;
import dev.videogen.testkit.VideogenServer;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/** One service's fake, asked once for everything by its client with everything set. */
abstract class ContractTour implements AutoCloseable {
  private static final long LARGEST_ANSWER = 1 << 20;

  final Map<Endpoint, Stop> stops = new EnumMap<>(Endpoint.class);
  final Set<TextValue> told = new HashSet<>();
  private String lastBody = "";
  private Headers lastHeaders = Headers.of();

  abstract VideogenServer server();

  /** The Retrofit interface. */
  abstract Class<?> api();

  /** One call with every parameter set. */
  abstract ApiResponse<?> call(Endpoint endpoint) throws IOException;

  /** What the client makes of an error, apart from what every exception has. */
  abstract List<Object> details(ApiException failure);

  /** Fails unless that way to send the key is treated as documented. */
  abstract void checkCredential(String name) throws IOException;

  abstract List<? extends DocumentedError> errors();

  abstract Object unrecognised();

  final <C> ClientBuilder<C> settings(ClientBuilder<C> builder) {
    Interceptor recording =
        chain -> {
          Response response = chain.proceed(chain.request());
          lastBody = response.peekBody(LARGEST_ANSWER).string();
          lastHeaders = response.headers();
          return response;
        };
    return builder
        .apiKey(server().key())
        .baseUrl(server().url())
        .time(new RecordedTime())
        .throttle(Throttle.none())
        .backoff(policy -> policy.withMaxAttempts(1))
        .addNetworkInterceptor(recording);
  }

  final void visit(Endpoint endpoint) throws IOException {
    ApiResponse<?> answer = call(endpoint);
    List<ReceivedRequest> requests = server().requests();
    stops.put(
        endpoint,
        new Stop(requests.get(requests.size() - 1), answer.status(), lastHeaders, lastBody));
  }

  /** What the client tells of that answer: all of a value, or all of a failure. */
  final Object outcome(Endpoint endpoint, int status, Headers headers, String body)
      throws IOException {
    server().on(endpoint).respond(new MockResponse(status, headers, body));
    try {
      ApiResponse<?> answer = call(endpoint);
      return List.of(answer.body(), String.valueOf(answer.rateLimit()));
    } catch (ApiException failure) {
      return List.of(
          failure.getClass(),
          String.valueOf(failure.code()),
          String.valueOf(failure.error()),
          String.valueOf(failure.reason()),
          String.valueOf(failure.retryAfter()),
          String.valueOf(failure.rateLimit()),
          details(failure));
    }
  }

  @Override
  public abstract void close();

  /** What went to an endpoint, as the fake received it, and what came back. */
  record Stop(ReceivedRequest request, int status, Headers headers, String body) {}
}
