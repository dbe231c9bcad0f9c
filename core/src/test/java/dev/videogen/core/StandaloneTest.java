package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each interceptor by itself on a plain client, blocking and enqueued, and the call factory. */
class StandaloneTest {
  private static final MockResponse STALL =
      new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = new MockWebServer();
  private final RecordedTime time = new RecordedTime();
  private final BackoffInterceptor backoff =
      new BackoffInterceptor(BackoffPolicy.DEFAULT, (call, tags) -> null, time);

  private OkHttpClient with(okhttp3.Interceptor interceptor) {
    return clean.client().newBuilder().addInterceptor(interceptor).build();
  }

  private Request get() {
    return new Request.Builder().url(server.url("/read")).build();
  }

  private Request post() {
    return new Request.Builder()
        .url(server.url("/buy"))
        .post(RequestBody.create("{\"text\":\"a cat\"}", null))
        .build();
  }

  private void answer(int status) {
    server.enqueue(new MockResponse.Builder().code(status).build());
  }

  /** Runs a call in the one form or the other. */
  private static Response run(Mode mode, Call call) throws Exception {
    if (mode == Mode.BLOCKING) {
      return call.execute();
    }
    try {
      return enqueue(call).get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }

  private static CompletableFuture<Response> enqueue(Call call) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call source, IOException failure) {
            answer.completeExceptionally(failure);
          }

          @Override
          public void onResponse(Call source, Response response) {
            answer.complete(response);
          }
        });
    return answer;
  }

  private static int status(Mode mode, Call call) throws Exception {
    try (Response response = run(mode, call)) {
      return response.code();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void authAttachesTheKeyForItsOriginAndShowsItToNobodyAbove(Mode mode) throws Exception {
    OkHttpClient client = with(AuthInterceptor.bearer(server.url("/"), "k_", () -> "k_secret"));
    answer(200);
    try (Response response = run(mode, client.newCall(get()))) {
      assertThat(server.takeRequest().getHeaders().get("Authorization"))
          .isEqualTo("Bearer k_secret");
      assertThat(response.request().header("Authorization")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void authKeepsTheKeyFromAnotherOrigin(Mode mode) throws Exception {
    HttpUrl elsewhere = HttpUrl.get("https://api.test.example/");
    OkHttpClient client = with(AuthInterceptor.header("X-Key", elsewhere, "", () -> "secret"));
    answer(200);
    assertThat(status(mode, client.newCall(get()))).isEqualTo(200);
    assertThat(server.takeRequest().getHeaders().toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void authWithoutAKeySendsNothing(Mode mode) {
    OkHttpClient client = with(AuthInterceptor.bearer(server.url("/"), "k_", () -> null));

    assertThatThrownBy(() -> run(mode, client.newCall(post())))
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("no API key is set");
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anEchoedKeyIsStruckWhateverItsHeaderIsCalled(Mode mode) {
    OkHttpClient client =
        clean
            .client()
            .newBuilder()
            .addInterceptor(
                AuthInterceptor.header("X-Acme-Token", server.url("/"), "", () -> "acme/secret"))
            .addInterceptor(decoding())
            .build();
    server.enqueue(
        new MockResponse.Builder().code(402).body("{\"error\":\"no acme\\/secret\"}").build());

    assertThatThrownBy(() -> run(mode, client.newCall(get())))
        .isInstanceOfSatisfying(
            PaymentException.class, broke -> assertThat(broke.error()).isEqualTo("no ***"));
  }

  private ErrorDecodingInterceptor decoding() {
    return new ErrorDecodingInterceptor(TestApi.PROVIDER.errors.get(), "Look it up.");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void decodingMakesAnErrorATypedFailureAndLetsA2xxPassUnread(Mode mode) throws Exception {
    OkHttpClient client = with(decoding());
    answer(402);
    server.enqueue(new MockResponse.Builder().body("<html>").build());

    assertThatThrownBy(() -> run(mode, client.newCall(get()))).isInstanceOf(PaymentException.class);
    try (Response response = run(mode, client.newCall(get()))) {
      assertThat(response.body().string()).isEqualTo("<html>");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void decodingLeavesALostPostsOutcomeUnknown(Mode mode) {
    OkHttpClient client = with(decoding());
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    assertThatThrownBy(() -> run(mode, client.newCall(post())))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("Look it up.");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theGuardSendsAPostOnceWhateverComesBack(Mode mode) throws Exception {
    OkHttpClient client = with(new SendOnceInterceptor());
    answer(408);
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());

    assertThat(status(mode, client.newCall(post()))).isEqualTo(408);
    assertThat(status(mode, client.newCall(post()))).isEqualTo(503);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theGuardSendsARequestWithoutABodyOnce(Mode mode) throws Exception {
    OkHttpClient client = with(new SendOnceInterceptor());
    Request delete = new Request.Builder().url(server.url("/buy")).method("DELETE", null).build();
    answer(408);
    answer(200);

    assertThat(status(mode, client.newCall(delete))).isEqualTo(408);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void backoffRetriesAReadAfterTheServersWait(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "7").build());
    answer(200);

    assertThat(status(mode, with(backoff).newCall(get()))).isEqualTo(200);
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void backoffSendsAPostOnce(Mode mode) throws Exception {
    answer(408);
    answer(200);

    assertThat(status(mode, with(backoff).newCall(post()))).isEqualTo(408);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void backoffWakesWhenACallThatWaitsIsCancelled() throws Exception {
    HeldTime held = new HeldTime();
    BackoffInterceptor waiting =
        new BackoffInterceptor(BackoffPolicy.DEFAULT, (call, tags) -> null, held);
    answer(503);
    Call call = with(waiting).newCall(get());
    CompletableFuture<Response> answer = enqueue(call);
    held.awaitPause();
    call.cancel();

    assertThat(catchThrowable(() -> answer.get(20, TimeUnit.SECONDS)).getCause())
        .isInstanceOf(CallCanceledException.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theFactoryRetriesAReadAndHandsOnTheLastAnswer(Mode mode) throws Exception {
    Call.Factory factory = backoff.callFactory(clean.client());
    for (int i = 0; i < 4; i++) {
      answer(503);
    }

    assertThat(status(mode, factory.newCall(get()))).isEqualTo(503);
    assertThat(time.pauses())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theFactorySendsAPostOnceThoughOkHttpWouldSendItAgain(Mode mode) throws Exception {
    Call.Factory factory = backoff.callFactory(clean.client());
    answer(408);
    answer(200);
    assertThat(status(mode, factory.newCall(post()))).isEqualTo(408);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theFactorySendsAPostOnceOverHttp2(Mode mode) throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(held)
            .addTrustedCertificate(held.certificate())
            .build();
    try (MockWebServer secure = new MockWebServer()) {
      secure.useHttps(certificates.sslSocketFactory());
      secure.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
      secure.start();
      OkHttpClient client =
          clean
              .client()
              .newBuilder()
              .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
              .build();
      secure.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
      secure.enqueue(new MockResponse.Builder().build());
      Request request = post().newBuilder().url(secure.url("/buy")).build();

      assertThat(status(mode, backoff.callFactory(client).newCall(request))).isEqualTo(503);
      RecordedRequest received = secure.takeRequest();
      assertThat(received.getVersion()).isEqualTo("HTTP/2");
      assertThat(secure.getRequestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theFactorysAttemptThatTakesTooLongSaysSo(Mode mode) throws Exception {
    BackoffInterceptor once =
        new BackoffInterceptor(
            BackoffPolicy.DEFAULT.withMaxAttempts(1), (call, tags) -> null, time);
    server.enqueue(STALL);
    Call call = once.callFactory(clean.client()).newCall(post());
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> run(mode, call)));
    server.takeRequest();
    time.advance(Endpoint.DEFAULT_ATTEMPT_TIMEOUT);

    assertThat(failure.get(20, TimeUnit.SECONDS))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("timed out after 30");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theFactorysCallInFlightThatIsCancelledSaysSo(Mode mode) throws Exception {
    server.enqueue(STALL);
    Call call = backoff.callFactory(clean.client()).newCall(get());
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> run(mode, call)));
    server.takeRequest();
    call.cancel();

    assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(CallCanceledException.class);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aBackoffInterceptorOfTheUsersOwnClientDoesNotCountOurAttemptsTwice(Mode mode)
      throws Exception {
    BackoffInterceptor own =
        new BackoffInterceptor(
            BackoffPolicy.DEFAULT.withMaxAttempts(1), (call, tags) -> null, time);
    answer(503);
    answer(503);
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    try (ApiClient client =
        TestApi.client()
            .apiKey("k_secret")
            .baseUrl(server.url("/"))
            .client(with(own))
            .time(time)
            .backoff(policy -> policy.withMaxAttempts(3))
            .build()) {
      TestApi api = client.create(TestApi.class);

      assertThat(mode.call(api.read()).url()).isEqualTo("v");
    }
  }
}
