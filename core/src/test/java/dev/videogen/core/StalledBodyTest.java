package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.UnreadableResponseException;
import dev.videogen.core.time.RecordedTime;
import dev.videogen.core.time.StopReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.http.GET;

/** Bodies that stall after their headers: whatever bounds a call bounds the reading, too. */
class StalledBodyTest {
  private static final MockResponse STALLING =
      new MockResponse.Builder()
          .body("x".repeat(1_000_000))
          .onResponseBody(SocketEffect.Stall.INSTANCE)
          .build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();

  interface RawApi {
    @GET("raw")
    ApiCall<ResponseBody> raw();
  }

  private ApiClient client() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(time)
        .build();
  }

  enum End {
    TIMEOUT(StopReason.DEADLINE),
    OKIO_DEADLINE(StopReason.DEADLINE),
    ATTEMPT(StopReason.ATTEMPT_TIMEOUT),
    INTERRUPT(StopReason.INTERRUPT),
    CANCEL(StopReason.CANCEL);

    private final StopReason reason;

    End(StopReason reason) {
      this.reason = reason;
    }
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aFactorysCallWhoseBodyStallsEnds(End end) throws Exception {
    server.enqueue(STALLING);
    Call call =
        new BackoffInterceptor(BackoffPolicy.DEFAULT, new CallListener() {}, time)
            .callFactory(clean.client())
            .newCall(new Request.Builder().url(server.url("/raw")).build());
    if (end == End.TIMEOUT) {
      call.timeout().timeout(30, TimeUnit.SECONDS);
    } else if (end == End.OKIO_DEADLINE) {
      call.timeout().deadline(30, TimeUnit.SECONDS);
    }
    CountDownLatch headers = new CountDownLatch(1);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () ->
                ended.complete(
                    catchThrowable(
                        () -> {
                          try (Response response = call.execute()) {
                            headers.countDown();
                            response.body().string();
                          }
                        })));
    reader.start();
    assertThat(headers.await(20, TimeUnit.SECONDS)).isTrue();
    switch (end) {
      case TIMEOUT, OKIO_DEADLINE -> time.advance(Duration.ofSeconds(30));
      case ATTEMPT -> time.advance(Duration.ofDays(1));
      case INTERRUPT -> reader.interrupt();
      case CANCEL -> call.cancel();
    }

    assertThat(ended.get(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            ApiException.class, failure -> assertThat(failure.stopReason()).isEqualTo(end.reason));
  }

  @Test
  void aReaderThatIsInterruptedAlreadyLearnsItTyped() throws Exception {
    server.enqueue(STALLING);
    Call call =
        new BackoffInterceptor(BackoffPolicy.DEFAULT, new CallListener() {}, time)
            .callFactory(clean.client())
            .newCall(new Request.Builder().url(server.url("/raw")).build());
    try (Response response = call.execute()) {
      Thread.currentThread().interrupt();
      Throwable failure = catchThrowable(() -> response.body().string());

      assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
      assertThat(failure)
          .isInstanceOfSatisfying(
              ApiException.class,
              stopped -> assertThat(stopped.stopReason()).isEqualTo(StopReason.INTERRUPT));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRawBodyThatStallsEndsAtTheDeadline(Mode mode) throws Exception {
    server.enqueue(STALLING);
    try (ApiClient client = client()) {
      RawApi api = client.create(RawApi.class);
      Running running = Running.start(mode, api.raw().deadline(Duration.ofSeconds(30)));
      server.takeRequest();
      time.advance(Duration.ofSeconds(30));

      assertThat(running.failure())
          .isInstanceOfSatisfying(
              ApiException.class,
              failure -> assertThat(failure.stopReason()).isEqualTo(StopReason.DEADLINE));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRawBodyThatStallsEndsWithTheClient(Mode mode) throws Exception {
    server.enqueue(STALLING);
    ApiClient client = client();
    Running running = Running.start(mode, client.create(RawApi.class).raw());
    server.takeRequest();
    client.close();

    assertThat(running.failure())
        .isInstanceOfSatisfying(
            ApiException.class,
            failure -> assertThat(failure.stopReason()).isEqualTo(StopReason.CLOSE));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRawBodyOf64MibIsRefused(Mode mode) throws Exception {
    server.enqueue(
        new MockResponse.Builder().body(new Buffer().write(new byte[64 * 1024 * 1024])).build());
    try (ApiClient client = client()) {
      RawApi api = client.create(RawApi.class);

      assertThat(catchThrowable(() -> mode.call(api.raw())))
          .isInstanceOf(UnreadableResponseException.class);
    }
  }
}
