package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ServerFaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile answers; it runs in 64 MB. */
@Tag("small-heap")
class SmallHeapTest {
  private static final int ROUNDS = 200_000;
  private static final String[] SEEDS = {
    "{\"success\":false,\"error\":\"Rate limit exceeded\",\"rate_limit\":{\"reset_in_seconds\":847}}",
    "{\"error\":\"quota_exceeded\",\"reason\":\"r\",\"usage\":{\"used\":30,\"limit\":30}}",
    "{\"url\":\"https://v\"}",
    "<html><body>502</body></html>",
    "",
    "null",
    "{\"error\":\"Cr\\u00e9dits\"}",
    "[[[[[[[[",
    "{\"error\":1e999999999}",
  };
  private static final String[] HEADERS = {
    "Retry-After", "Date", "X-RateLimit-Limit", "X-RateLimit-Reset", "Content-Type", "X-Request-Id"
  };

  @StartStop private final MockWebServer server = QuickServer.create();

  @Test
  void itHasLittleMemory() {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(64L << 20);
  }

  @Test
  void noAnswerEverCausesAnythingButAnExceptionOfTheFamily() throws Exception {
    Random random = new Random(20_261_121);
    AtomicReference<Response> next = new AtomicReference<>();
    ErrorDecodingInterceptor errors =
        new ErrorDecodingInterceptor(
            ErrorCatalogue.builder(TestApi.Code.UNRECOGNISED).codes(TestApi.Code.values()).build(),
            "Look it up.");
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(errors)
            .addInterceptor(chain -> next.get().newBuilder().request(chain.request()).build())
            .build();
    Request get = new Request.Builder().url(server.url("/")).build();
    int failures = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int status = 200 + random.nextInt(400);
      next.set(response(get, status, random));
      try (Response response = client.newCall(get).execute()) {
        assertThat(response.isSuccessful()).isTrue();
      } catch (ApiException expected) {
        failures++;
        assertThat(expected.status()).isEqualTo(status);
        assertThat(expected.getMessage()).doesNotContain("\n");
        assertThat(expected.supportReport()).isNotEmpty();
      }
    }
    assertThat(failures).isGreaterThan(ROUNDS / 2);
  }

  private static Response response(Request request, int status, Random random) {
    byte[] body = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8);
    for (int mutations = random.nextInt(4); mutations > 0 && body.length > 0; mutations--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    Headers.Builder headers = new Headers.Builder();
    for (int count = random.nextInt(3); count > 0; count--) {
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        value.append("0123456789.-eEZ:/ ,GMTuéa".charAt(random.nextInt(25)));
      }
      headers.addUnsafeNonAscii(HEADERS[random.nextInt(HEADERS.length)], value.toString());
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .headers(headers.build())
        .body(ResponseBody.create(body, MediaType.parse("application/json")))
        .build();
  }

  private ApiClient client() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .backoff(policy -> policy.withMaxAttempts(1))
        .build();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void aBombIsNotInflated(int status) throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Encoding", "gzip")
            .body(bombOf200Megabytes())
            .build());
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      ApiException failure = catchThrowableOfType(ApiException.class, () -> api.read().execute());
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.bodyTruncated()).isTrue();
    }
  }

  private static Buffer bombOf200Megabytes() throws IOException {
    Buffer packed = new Buffer();
    byte[] megabyte = new byte[1 << 20];
    try (okio.BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      for (int i = 0; i < 200; i++) {
        sink.write(megabyte);
      }
    }
    return packed;
  }

  @Test
  void anEndlessErrorIsReadToItsLimit() {
    server.enqueue(
        new MockResponse.Builder()
            .code(500)
            .chunkedBody(new Buffer().write(new byte[8 << 20]), 1024)
            .build());
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      Throwable failure = catchThrowable(() -> api.read().execute());
      assertThat(failure)
          .isInstanceOfSatisfying(
              ServerFaultException.class,
              fault -> {
                assertThat(fault.body()).hasSize(BodyText.LIMIT);
                assertThat(fault.bodyTruncated()).isTrue();
              });
    }
  }
}
