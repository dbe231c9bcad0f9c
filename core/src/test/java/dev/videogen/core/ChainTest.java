package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.testing.RecordedTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final String OK = "{\"url\":\"https://v\"}";

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(time);
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void eachInterceptorRunsOncePerAttemptInTheDocumentedOrder(Mode mode) throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    answer(429, "{\"error\":\"slow\"}");
    answer(200, OK);
    try (ApiClient client =
        builder()
            .addInterceptor(recorder("first", seen))
            .addInterceptor(recorder("second", seen))
            .addNetworkInterceptor(recorder("network", seen))
            .build()) {
      TestApi api = client.create(TestApi.class);

      mode.call(api.buy(ORDER));
    }

    assertThat(seen)
        .containsExactly(
            "first without key",
            "second without key",
            "network with key",
            "network saw 429",
            "second saw RateLimitedException",
            "first saw RateLimitedException",
            "first without key",
            "second without key",
            "network with key",
            "network saw 200",
            "second saw 200 of a request without key",
            "first saw 200 of a request without key");
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  private static Interceptor recorder(String name, List<String> seen) {
    return chain -> {
      boolean key = chain.request().header("Authorization") != null;
      seen.add(name + (key ? " with key" : " without key"));
      try {
        Response response = chain.proceed(chain.request());
        boolean shown = response.request().header("Authorization") != null;
        seen.add(
            name
                + " saw "
                + response.code()
                + (chain.connection() != null
                    ? ""
                    : shown ? " of a request with key" : " of a request without key"));
        return response;
      } catch (IOException failed) {
        seen.add(name + " saw " + failed.getClass().getSimpleName());
        throw failed;
      }
    };
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInterceptorThatThrowsIsATypedFailure(Mode mode) {
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("bug");
                })
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(api.buy(ORDER)))
          .isInstanceOf(HookFailedException.class)
          .hasRootCauseMessage("bug")
          .extracting(failure -> ((ApiException) failure).charge())
          .isEqualTo(Charge.NONE);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInterceptorThatThrowsAfterTheAnswerLeavesTheChargePossible(Mode mode) {
    answer(200, OK);
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  throw new IOException("changed its mind");
                })
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(api.buy(ORDER)))
          .isInstanceOf(OutcomeUnknownException.class)
          .extracting(failure -> ((ApiException) failure).charge())
          .isEqualTo(Charge.POSSIBLE);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNetworkInterceptorThatThrowsIsATypedFailure(Mode mode) {
    try (ApiClient client =
        builder()
            .addNetworkInterceptor(
                chain -> {
                  throw new IllegalStateException("bug");
                })
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(api.read())).isInstanceOf(HookFailedException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInterceptorCannotSendAPaidRequestTwice(Mode mode) {
    answer(200, OK);
    answer(200, OK);
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThatThrownBy(() -> mode.call(api.buy(ORDER)))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("tried to send a paid request once more");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInterceptorMaySendAgainWhatTheServiceRefused(Mode mode) throws Exception {
    answer(401, "{\"error\":\"expired\"}");
    answer(200, OK);
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  try {
                    return chain.proceed(chain.request());
                  } catch (AuthenticationException expired) {
                    return chain.proceed(chain.request());
                  }
                })
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThat(mode.call(api.buy(ORDER)).url()).isEqualTo("https://v");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAnswerThatAnInterceptorMakesUpIsDecodedAllTheSame(Mode mode) throws Exception {
    try (ApiClient client =
        builder()
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(OK, MediaType.get("application/json")))
                        .build())
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThat(mode.call(api.read()).url()).isEqualTo("https://v");
    }
  }

  @Test
  void anAnswerWithItsSurroundings() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body(OK)
            .addHeader("X-Request-Id", "r-1")
            .addHeader("X-RateLimit-Limit", "60")
            .addHeader("X-RateLimit-Remaining", "42")
            .addHeader("X-RateLimit-Reset", "1678901234")
            .build());
    try (ApiClient client = builder().build()) {
      ApiResponse<TestApi.Answer> response =
          client.create(TestApi.class).read().executeForResponse();

      assertThat(response.body().url()).isEqualTo("https://v");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.requestId()).isEqualTo("r-1");
      assertThat(response.rateLimit().remaining()).isEqualTo(42);
      assertThat(response.rateLimit().resetAt().getEpochSecond()).isEqualTo(1678901234);
    }
  }

  @Test
  void aDescribedCallCanBeRunManyTimes() throws Exception {
    answer(503, "");
    answer(200, OK);
    answer(402, "{\"error\":\"broke\"}");
    try (ApiClient client = builder().build()) {
      ApiCall<TestApi.Answer> call = client.create(TestApi.class).read();

      assertThat(call.execute().url()).isEqualTo("https://v");
      assertThatThrownBy(call::execute).isInstanceOf(PaymentException.class);
    }
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFailureTellsItsWholeStory(Mode mode) throws Exception {
    answer(503, "");
    answer(500, "{\"error\":\"down\"}");
    answer(402, "{\"error\":\"broke\",\"reason\":\"no money\"}");
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      ApiException failure = catchThrowableOfType(ApiException.class, () -> mode.call(api.read()));

      assertThat(failure).isInstanceOf(PaymentException.class);
      assertThat(failure.error()).isEqualTo("broke");
      assertThat(failure.reason()).isEqualTo("no money");
      assertThat(failure.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
      assertThat(failure.attempts())
          .extracting(Attempt::waitAfter)
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO);
      assertThat(failure.attempts().get(0).failure()).isInstanceOf(ServerFaultException.class);
      assertThat(failure.attempts().get(2).failure()).isSameAs(failure);
    }
  }

  @Test
  void aSerializedFailureIsReadAsAPlainException() throws Exception {
    answer(402, "{\"error\":\"broke\"}");
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      ApiException failure = catchThrowableOfType(ApiException.class, () -> api.read().execute());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(failure);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        IOException read = (IOException) in.readObject();
        assertThat(read).isExactlyInstanceOf(IOException.class).hasMessage(failure.getMessage());
        assertThat(read.getStackTrace()).isEqualTo(failure.getStackTrace());
      }
    }
  }

  @Test
  void theKeyGoesIntoTheHeaderThatWasChosen() throws Exception {
    answer(200, OK);
    try (ApiClient client = builder().apiKeyHeader("X-API-Key").build()) {
      client.create(TestApi.class).read().execute();
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("X-API-Key")).isEqualTo("k_secret");
    assertThat(request.getHeaders().get("Authorization")).isNull();
  }

  @Test
  void aClientsThreadsLetTheJvmEnd() throws Exception {
    answer(200, OK);
    List<Thread> ours = new ArrayList<>();
    try (ApiClient client = TestApi.client().apiKey("k_x").baseUrl(server.url("/")).build()) {
      client.create(TestApi.class).read().executeAsync().get();
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("videogen-"))
          .forEach(ours::add);
    }
    assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
  }
}
