package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.UnreadableResponseException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.http.GET;

/** Bodies that stall: each limit holds, in a call that returns the raw body and after a call. */
class StalledBodyTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();
  private final CountDownLatch headers = new CountDownLatch(1);

  private final OkHttpClient http =
      clean
          .client()
          .newBuilder()
          .addInterceptor(
              chain -> {
                chain.call().addEventListener(bodyStart());
                return chain.proceed(chain.request());
              })
          .build();

  private EventListener bodyStart() {
    return new EventListener() {
      @Override
      public void responseBodyStart(Call call) {
        headers.countDown();
      }
    };
  }

  interface RawApi {
    @GET("raw")
    ApiCall<ResponseBody> raw();
  }

  /** What ends a call whose body stalls. */
  enum End {
    DEADLINE,
    INTERRUPT,
    CANCEL,
    CLOSE
  }

  private ApiClient client() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(http)
        .time(time)
        .build();
  }

  private void stall() {
    server.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(new byte[500_000]))
            .onResponseBody(SocketEffect.Stall.INSTANCE)
            .build());
  }

  private void awaitHeaders() throws InterruptedException {
    assertThat(headers.await(20, TimeUnit.SECONDS)).as("the body has begun").isTrue();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aRawBodyThatStallsEndsABlockingCall(End end) throws Exception {
    stall();
    try (ApiClient client = client()) {
      Runnable closing = client::close;
      ApiCall<ResponseBody> call =
          client.create(RawApi.class).raw().deadline(Duration.ofSeconds(5));
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      Thread caller = new Thread(() -> failure.complete(catchThrowable(call::execute)));
      caller.start();
      awaitHeaders();
      switch (end) {
        case DEADLINE -> time.advance(Duration.ofSeconds(5));
        case INTERRUPT -> caller.interrupt();
        case CANCEL -> http.dispatcher().cancelAll();
        case CLOSE -> closing.run();
      }

      assertStopped(failure.get(20, TimeUnit.SECONDS), end);
    }
  }

  @ParameterizedTest
  @EnumSource(value = End.class, names = "INTERRUPT", mode = EnumSource.Mode.EXCLUDE)
  void aRawBodyThatStallsEndsAFuture(End end) throws Exception {
    stall();
    try (ApiClient client = client()) {
      Runnable closing = client::close;
      CompletableFuture<ResponseBody> call =
          client.create(RawApi.class).raw().deadline(Duration.ofSeconds(5)).executeAsync();
      awaitHeaders();
      switch (end) {
        case DEADLINE -> time.advance(Duration.ofSeconds(5));
        case CLOSE -> closing.run();
        default -> http.dispatcher().cancelAll();
      }

      assertStopped(catchThrowable(() -> Mode.join(call)), end);
    }
  }

  private static void assertStopped(Throwable failure, End end) {
    assertThat(failure).isInstanceOf(ApiException.class);
    assertThat(((ApiException) failure).stopReason()).isEqualTo(StopReason.valueOf(end.name()));
  }

  @ParameterizedTest
  @EnumSource(
      value = End.class,
      names = {"DEADLINE", "INTERRUPT", "CANCEL"})
  void aBodyThatStallsAfterItsCallKeepsTheCallsLimits(End end) throws Exception {
    stall();
    BackoffInterceptor backoff =
        new BackoffInterceptor(BackoffPolicy.DEFAULT, (call, tags) -> null, time);
    Call call =
        backoff.callFactory(http).newCall(new Request.Builder().url(server.url("/raw")).build());
    call.timeout().timeout(5, TimeUnit.SECONDS);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller = new Thread(() -> failure.complete(catchThrowable(() -> readAll(call))));
    caller.start();
    awaitHeaders();
    switch (end) {
      case DEADLINE -> time.advance(Duration.ofSeconds(5));
      case INTERRUPT -> caller.interrupt();
      default -> call.cancel();
    }

    assertStopped(failure.get(20, TimeUnit.SECONDS), end);
  }

  private static void readAll(Call call) throws IOException {
    try (Response response = call.execute()) {
      response.body().bytes();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRawBodyIsBoundedAsOthersAre(Mode mode) {
    server.enqueue(
        new MockResponse.Builder().body(new Buffer().write(new byte[9 * 1024 * 1024])).build());
    try (ApiClient client = client()) {
      assertThatThrownBy(() -> mode.call(client.create(RawApi.class).raw()))
          .isInstanceOf(UnreadableResponseException.class);
    }
  }

  @Test
  void aRawBodyThatFitsIsRead() throws Exception {
    server.enqueue(
        new MockResponse.Builder().body(new Buffer().write(new byte[7 * 1024 * 1024])).build());
    try (ApiClient client = client()) {
      assertThat(client.create(RawApi.class).raw().execute().bytes()).hasSize(7 * 1024 * 1024);
    }
  }
}
