package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiResponse;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.AcceptedJob;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.OrderWebhook;
import dev.videogen.nouvel.Reconciliation;
import dev.videogen.nouvel.WebhookVerifier;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.VideogenAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at the service for orders that it may have accepted. */
@Timeout(60)
class ReconcileTest {
  private static final String KEY = "shop-42/clip-3";
  private static final GenerateRequest ORDER = GenerateRequest.of("https://shop.example/mug/");

  private final RecordedTime time = new RecordedTime();
  private final NouvelServer server = NouvelServer.start();
  @TempDir private Path folder;
  private FileLedger ledger;

  private enum Form {
    BLOCKING,
    ASYNCHRONOUS,
    WAITING
  }

  @BeforeEach
  void open() throws IOException {
    server.clock().follow(time::now);
    ledger = FileLedger.open(folder.resolve("videos.ledger"));
  }

  @AfterEach
  void close() throws IOException {
    ledger.close();
    server.close();
  }

  private ClientBuilder<NouvelClient> builder() {
    return NouvelClient.builder().apiKey(server.key()).baseUrl(server.url()).time(time);
  }

  private NouvelClient client() {
    return builder().ledger(ledger).build();
  }

  private static <T> T join(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }

  private static String order(NouvelClient nouvel, Form form) throws Exception {
    ApiCall<AcceptedJob> call = nouvel.api().generate(ORDER).idempotencyKey(KEY);
    return switch (form) {
      case BLOCKING -> call.execute().jobId();
      case ASYNCHRONOUS -> join(call.executeAsync()).jobId();
      case WAITING -> nouvel.generateAndAwait(ORDER, KEY).execute().jobId();
    };
  }

  private ApiException failure(Form form) {
    try (NouvelClient nouvel = client()) {
      return (ApiException) catchThrowable(() -> order(nouvel, form));
    }
  }

  private Entry.State state() throws IOException {
    return ledger.find(KEY).state();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void whatWasAcceptedDespiteA500IsNotSentAgain(Form form) throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    ApiException failure = failure(form);

    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure.charge()).isEqualTo(Charge.CERTAIN);
    assertThat(failure).hasMessageContaining("the service has project 8d0f3c1e-");
    assertThat(failure.possibleCharges()).isEqualTo(1);
    assertThat(failure.accepted()).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
    assertThat(state()).isEqualTo(Entry.State.PAID);
    assertThat(ledger.find(KEY).reason()).startsWith("the service has project");
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);

    assertThat(failure(form).charge()).isEqualTo(Charge.CERTAIN);
    VideogenAssertions.assertThat(server).received(1, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void whatIsNotThereIsSentAgainAsDocumented(Form form) throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR).withoutWork();
    try (NouvelClient nouvel = client()) {
      assertThat(order(nouvel, form)).isNotBlank();
    }
    assertThat(state()).isEqualTo(Entry.State.PAID);
    VideogenAssertions.assertThat(server).charged(1).received(2, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void eachAttemptIsLookedForOnce(Form form) throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR).withoutWork().times(2);
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    ApiException failure = failure(form);

    assertThat(failure.charge()).isEqualTo(Charge.CERTAIN);
    VideogenAssertions.assertThat(server)
        .charged(1)
        .received(3, Endpoint.GENERATE)
        .received(3, Endpoint.PROJECTS);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void whoCanNotLookDoesNotPayAgain(Form form) throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    server.on(Endpoint.PROJECTS).respond(NouvelErrors.API_KEY_UNRESOLVED).always();
    ApiException failure = failure(form);

    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
    assertThat(failure).hasMessageContaining("couldn't be asked");
    assertThat(state()).isEqualTo(Entry.State.SENT);
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void anotherUnknownOrderOfThatTimeMakesItAmbiguous(Form form) throws Exception {
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR).withoutWork();
    try (NouvelClient nouvel = client()) {
      ApiCall<?> other = nouvel.api().generate(ORDER).idempotencyKey("shop-42/clip-4");
      assertThat(catchThrowable(other::execute)).isInstanceOf(OutcomeUnknownException.class);
      ApiException failure = (ApiException) catchThrowable(() -> order(nouvel, form));

      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure).hasMessageContaining("other orders of about that time");
    }
    assertThat(state()).isEqualTo(Entry.State.SENT);
    VideogenAssertions.assertThat(server).charged(1).received(2, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void whatBelongsToAnotherOrderIsLeftOut(Form form) throws Exception {
    try (NouvelClient nouvel = client()) {
      nouvel.api().generate(ORDER).idempotencyKey("shop-42/clip-4").execute();
      server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR).withoutWork();
      assertThat(order(nouvel, form)).isNotBlank();
    }
    VideogenAssertions.assertThat(server).charged(2).received(3, Endpoint.GENERATE);
  }

  @Test
  void withoutALedgerTheRetryIsAsDocumented() throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    try (NouvelClient nouvel = builder().build()) {
      ApiResponse<AcceptedJob> response = nouvel.api().generate(ORDER).executeForResponse();
      assertThat(response.earlierCharges()).isEqualTo(1);
    }
    VideogenAssertions.assertThat(server)
        .charged(2)
        .received(2, Endpoint.GENERATE)
        .received(0, Endpoint.PROJECTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLookThatStallsEndsWithTheCall(boolean cancelled) throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    server.on(Endpoint.PROJECTS).respond(Fault.STALL_BEFORE_HEADERS).always();
    try (NouvelClient nouvel = client()) {
      CompletableFuture<AcceptedJob> call =
          nouvel
              .api()
              .generate(ORDER)
              .idempotencyKey(KEY)
              .deadline(Duration.ofMinutes(2))
              .executeAsync();
      while (server.requests().size() < 2) {
        Thread.onSpinWait();
      }
      if (cancelled) {
        call.cancel(true);
      } else {
        time.advance(Duration.ofMinutes(2));
        assertThat(catchThrowable(() -> join(call)))
            .isInstanceOfSatisfying(
                ApiException.class,
                failure -> assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE));
      }
    }
    while (ledger.find(KEY).held()) {
      Thread.onSpinWait();
    }
    assertThat(state()).isEqualTo(Entry.State.SENT);
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @Test
  void aCallThatIsCancelledEndsItsLook() throws Exception {
    OkHttpClient http = new OkHttpClient();
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    server.on(Endpoint.PROJECTS).respond(Fault.STALL_BEFORE_HEADERS).always();
    try (NouvelClient nouvel = builder().ledger(ledger).client(http).build()) {
      CompletableFuture<AcceptedJob> call =
          nouvel.api().generate(ORDER).idempotencyKey(KEY).executeAsync();
      while (server.requests().size() < 2) {
        Thread.onSpinWait();
      }
      call.cancel(true);
      while (http.dispatcher().runningCallsCount() > 0) {
        Thread.onSpinWait();
      }
    }
    http.dispatcher().executorService().shutdown();
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @Test
  void aLookThatStallsEndsABlockingCallAtItsDeadline() throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    server.on(Endpoint.PROJECTS).respond(Fault.STALL_BEFORE_HEADERS).always();
    try (NouvelClient nouvel = client()) {
      ApiCall<AcceptedJob> call =
          nouvel.api().generate(ORDER).idempotencyKey(KEY).deadline(Duration.ofMinutes(2));
      CompletableFuture<Throwable> failure =
          CompletableFuture.supplyAsync(() -> catchThrowable(call::execute));
      while (server.requests().size() < 2) {
        Thread.onSpinWait();
      }
      time.advance(Duration.ofMinutes(2));

      assertThat(join(failure))
          .isInstanceOfSatisfying(
              ApiException.class, it -> assertThat(it.charge()).isEqualTo(Charge.POSSIBLE));
    }
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aCallInterceptorThatMakesTheRequestAnewDoesNotHideTheOrder(Form form) throws Exception {
    server.onGenerate().respond(NouvelErrors.INTERNAL_ERROR);
    try (NouvelClient nouvel =
        builder()
            .ledger(ledger)
            .addCallInterceptor(
                request -> {
                  Request.Builder anew = new Request.Builder().url(request.url());
                  return request.body() == null ? anew.build() : anew.post(request.body()).build();
                })
            .build()) {
      assertThat(((ApiException) catchThrowable(() -> order(nouvel, form))).charge())
          .isEqualTo(Charge.CERTAIN);
    }
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  private static Reconciliation reconcile(
      NouvelClient nouvel, GenerateRequest request, boolean asynchronous) throws Exception {
    return asynchronous
        ? join(nouvel.reconcile(request, KEY).executeAsync())
        : nouvel.reconcile(request, KEY).execute();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOrderWhoseAnswerWasLostIsFoundAfterARestart(boolean asynchronous) throws Exception {
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    assertThat(failure(Form.BLOCKING)).isInstanceOf(OutcomeUnknownException.class);
    ledger.close();
    ledger = FileLedger.open(folder.resolve("videos.ledger"));
    try (NouvelClient nouvel = client()) {
      Reconciliation found = reconcile(nouvel, ORDER, asynchronous);

      assertThat(found.outcome()).isEqualTo(Reconciliation.Outcome.FOUND);
      assertThat(found.projects()).hasSize(1);
      assertThat(found.advice()).contains("may never be finished");
      assertThat(state()).isEqualTo(Entry.State.PAID);
      assertThat(ledger.find(KEY).reason()).startsWith("reconciled: the service has project");
      assertThat(reconcile(nouvel, ORDER, asynchronous).outcome())
          .isEqualTo(Reconciliation.Outcome.SETTLED);
    }
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNotThereStaysUnknown(boolean asynchronous) throws Exception {
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST).withoutWork();
    assertThat(failure(Form.BLOCKING)).isInstanceOf(OutcomeUnknownException.class);
    try (NouvelClient nouvel = client()) {
      Reconciliation nothing = reconcile(nouvel, ORDER, asynchronous);

      assertThat(nothing.outcome()).isEqualTo(Reconciliation.Outcome.NOT_FOUND_SO_FAR);
      assertThat(nothing.advice()).contains("proves nothing");
      assertThat(state()).isEqualTo(Entry.State.SENT);
      server.on(Endpoint.PROJECTS).respond(NouvelErrors.API_KEY_UNRESOLVED);
      assertThatThrownBy(() -> reconcile(nouvel, ORDER, asynchronous))
          .isInstanceOf(ApiException.class);
      assertThat(state()).isEqualTo(Entry.State.SENT);
    }
    VideogenAssertions.assertThat(server).charged(0).received(1, Endpoint.GENERATE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void moreThanWasOrderedIsAmbiguous(boolean asynchronous) throws Exception {
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    try (NouvelClient elsewhere = builder().build();
        NouvelClient nouvel = client()) {
      assertThat(catchThrowable(() -> order(nouvel, Form.BLOCKING))).isNotNull();
      elsewhere.api().generate(GenerateRequest.of("https://shop.example/mug")).execute();
      Reconciliation known = reconcile(nouvel, ORDER, asynchronous);

      assertThat(known.outcome()).isEqualTo(Reconciliation.Outcome.AMBIGUOUS);
      assertThat(known.projects()).hasSize(2);
    }
    assertThat(state()).isEqualTo(Entry.State.SENT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNotThatOrderIsRefused(boolean asynchronous) throws Exception {
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    assertThat(failure(Form.BLOCKING)).isNotNull();
    try (NouvelClient nouvel = client();
        NouvelClient without = builder().build()) {
      assertThatThrownBy(
              () -> reconcile(nouvel, GenerateRequest.of("https://shop.example/cup"), asynchronous))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not the same: body");
      assertThatThrownBy(() -> nouvel.reconcile(ORDER, "unused-key").execute())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("isn't in the ledger");
      assertThatThrownBy(() -> without.reconcile(ORDER, KEY))
          .isInstanceOf(IllegalStateException.class);
      assertThat(ledger.settle(KEY, Settlement.refused(), "dashboard", time.now())).isTrue();
      assertThat(reconcile(nouvel, ORDER, asynchronous).advice()).contains("its key is free");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReportBringsTheLostJobBackIfTheServiceKeepsTheQuery(boolean kept) throws Exception {
    GenerateRequest reported =
        GenerateRequest.builder("https://shop.example/mug")
            .webhookUrl(OrderWebhook.url("https://shop.example/hooks?shop=42", KEY))
            .build();
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    try (NouvelClient nouvel = client();
        MockWebServer receiver = new MockWebServer()) {
      receiver.start();
      receiver.enqueue(new MockResponse.Builder().build());
      ApiCall<AcceptedJob> call = nouvel.api().generate(reported).idempotencyKey(KEY);
      assertThat(catchThrowable(call::execute)).isInstanceOf(OutcomeUnknownException.class);
      server.webhooks().deliverTo(HttpUrl.get(receiver.url("/hooks").toString()));
      server.webhooks().keepsQuery(kept);
      assertThat(nouvel.projects().stream()).hasSize(1);
      server.webhooks().deliver(job());
      RecordedRequest report = receiver.takeRequest();
      String key = OrderWebhook.key(String.valueOf(report.getTarget()));

      assertThat(key).isEqualTo(kept ? KEY : null);
      if (kept) {
        WebhookVerifier verifier = WebhookVerifier.of(server.webhooks().secret());
        byte[] body = report.getBody().toByteArray();
        String signature = report.getHeaders().get(WebhookVerifier.SIGNATURE_HEADER);
        assertThat(nouvel.reconcile(verifier.verify(body, signature), key)).isTrue();

        ApiResponse<AcceptedJob> replayed = call.executeForResponse();
        assertThat(replayed.replayed()).isTrue();
        assertThat(replayed.body().jobId()).isEqualTo(job());
        assertThat(nouvel.reconcile(verifier.verify(body, signature), key)).isFalse();
      }
    }
    VideogenAssertions.assertThat(server).charged(1).received(1, Endpoint.GENERATE);
  }

  /** The id of the fake's first job. */
  private static String job() {
    return "550e8400-e29b-41d4-a716-446655440000";
  }

  @Test
  void theKeyIsReadFromWhateverUrlAServerGives() {
    assertThat(OrderWebhook.key("/hooks?a=1&order=shop-42%2Fclip-3")).isEqualTo(KEY);
    assertThat(OrderWebhook.key("https://x.example/hooks?order=shop-42/clip-3")).isEqualTo(KEY);
    assertThat(List.of("/hooks", "", "?", "::"))
        .allSatisfy(url -> assertThat(OrderWebhook.key(url)).isNull());
    assertThatThrownBy(() -> OrderWebhook.url("no url", KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
