package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.LedgerUnavailableException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** Paid calls of a client with a ledger: each row of what a key may meet there. */
class LedgerCallsTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();
  private static final MockResponse GONE =
      new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  private static final MockResponse BROKE = new MockResponse.Builder().code(402).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  @TempDir private java.nio.file.Path folder;
  private final RecordedTime time = new RecordedTime();
  private final CountDownLatch release = new CountDownLatch(1);
  private FileLedger file;
  private WatchedLedger ledger;

  /** A service with another paid endpoint, one with a path, and a documented retry. */
  interface Kiln {
    @Billable
    @POST("fire")
    ApiCall<TestApi.Answer> fire(@Body TestApi.Order order);

    @Billable
    @POST("kilns/{id}/fire")
    ApiCall<TestApi.Answer> fireIn(@Path("id") String id, @Body TestApi.Order order);

    @Billable(serverFaults = Billable.ServerFaults.RETRYABLE)
    @POST("glaze")
    ApiCall<TestApi.Answer> glaze(@Body TestApi.Order order);
  }

  @BeforeEach
  void open() throws IOException {
    file = FileLedger.open(folder.resolve("orders.ledger"));
    ledger = new WatchedLedger(file);
  }

  @AfterEach
  void close() throws IOException {
    release.countDown();
    file.close();
  }

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean).time(time).ledger(ledger);
  }

  private static ApiCall<TestApi.Answer> buy(ApiClient client, String key) {
    return client.create(TestApi.class).buy(ORDER).idempotencyKey(key);
  }

  private static ApiException failure(Mode mode, ApiCall<?> call) {
    return (ApiException) catchThrowable(() -> mode.call(call));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(20_000_000_000L);
      Thread.onSpinWait();
    }
  }

  private void reopen() throws IOException {
    file.close();
    open();
  }

  private Entry entry(String key) throws IOException {
    return Objects.requireNonNull(file.find(key));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aKeyIsPaidOnceInWhateverProcess(Mode mode) throws Exception {
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      assertThat(mode.call(buy(client, "shop-1")).url()).isEqualTo("v");
    }
    reopen();
    List<String> told = new CopyOnWriteArrayList<>();
    CallObserver listener =
        new CallObserver() {
          @Override
          public void attemptStarted(int attempt) {
            told.add("attempt");
          }

          @Override
          public void succeeded(CallSuccess end) {
            told.add("replayed " + end.replayed() + ", attempts " + end.attempts());
          }
        };
    try (ApiClient client = builder().addObserver((call, tags) -> listener).build()) {
      ApiCall<TestApi.Answer> call = buy(client, "shop-1");
      ApiResponse<TestApi.Answer> again =
          mode == Mode.BLOCKING
              ? call.executeForResponse()
              : Mode.join(call.executeForResponseAsync());

      assertThat(again.body().url()).isEqualTo("v");
      assertThat(again.replayed()).isTrue();
      assertThat(again.attempts()).isZero();
    }
    assertThat(told).containsExactly("replayed true, attempts 0");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatWasRefusedMayBeSentAgain(Mode mode) throws Exception {
    server.enqueue(BROKE);
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      assertThat(failure(mode, buy(client, "shop-1"))).isInstanceOf(PaymentException.class);
      assertThat(entry("shop-1").state()).isEqualTo(Entry.State.REFUSED);
      assertThat(mode.call(buy(client, "shop-1")).url()).isEqualTo("v");
    }
    assertThat(ledger.steps)
        .containsExactly(
            "claim", "sending 1", "settled REFUSED", "claim", "sending 1", "settled PAID");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatHasNoKnownOutcomeIsNotSentAgain(Mode mode) throws Exception {
    server.enqueue(GONE);
    try (ApiClient client = builder().build()) {
      assertThat(failure(mode, buy(client, "shop-1"))).isInstanceOf(OutcomeUnknownException.class);
      Instant sent = entry("shop-1").sentAt();
      ApiException again = failure(mode, buy(client, "shop-1"));

      assertThat(again).isInstanceOf(OutcomeUnknownException.class);
      assertThat(again.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(again.error()).contains("\"shop-1\" was sent at " + sent + ", attempt 1");
      assertThat(again.advice()).startsWith("Nothing was sent now. Look it up.");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(file.unsettled()).extracting(open -> open.order().key()).containsExactly("shop-1");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatAPersonSettlesIsPaidOrFree(Mode mode) throws Exception {
    server.enqueue(GONE);
    server.enqueue(GONE);
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      assertThat(failure(mode, buy(client, "paid"))).isNotNull();
      assertThat(failure(mode, buy(client, "free"))).isNotNull();
      file.settle("paid", Settlement.paid("{\"url\":\"found\"}"), "in the dashboard", time.now());
      file.settle("free", Settlement.refused(), "not in the dashboard", time.now());

      assertThat(mode.call(buy(client, "paid")).url()).isEqualTo("found");
      assertThat(mode.call(buy(client, "free")).url()).isEqualTo("v");
    }
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aKeyStandsForOneOrder(Mode mode) throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    try (ApiClient client = builder().account("acme").build();
        ApiClient other = builder().account("other").build()) {
      mode.call(buy(client, "shop-1"));
      Kiln kiln = client.create(Kiln.class);
      TestApi api = client.create(TestApi.class);
      mode.call(kiln.fireIn("7", ORDER).idempotencyKey("kiln"));

      assertRefused(
          mode, api.buy(new TestApi.Order("a dog")).idempotencyKey("shop-1"), "not the same: body");
      assertRefused(mode, kiln.fire(ORDER).idempotencyKey("shop-1"), "not the same: endpoint");
      assertRefused(mode, buy(other, "shop-1"), "not the same: account");
      assertRefused(mode, kiln.fireIn("8", ORDER).idempotencyKey("kiln"), "not the same: body");
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  private static void assertRefused(Mode mode, ApiCall<?> call, String why) {
    assertThatThrownBy(() -> mode.call(call))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("idempotencyKey: ")
        .hasMessageContaining(why)
        .hasMessageContaining("Nothing was sent");
  }

  /** The server's response waits for {@link #release}. */
  private CountDownLatch holdResponse() {
    CountDownLatch received = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            received.countDown();
            boolean unused = release.await(20, TimeUnit.SECONDS);
            return OK;
          }
        });
    return received;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whoComesSecondGetsTheFirstOnesAnswer(Mode mode) throws Exception {
    CountDownLatch received = holdResponse();
    try (ApiClient client = builder().build();
        ApiClient other = builder().build()) {
      CompletableFuture<TestApi.Answer> first = buy(client, "shop-1").executeAsync();
      assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
      CountDownLatch looked = new CountDownLatch(2);
      ledger.watch(step -> looked.countDown());
      Running second = Running.start(mode, buy(other, "shop-1").deadline(Duration.ofDays(1)));
      assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
      release.countDown();

      assertThat(Mode.join(first).url()).isEqualTo("v");
      assertThat(second.failure()).isNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whoComesSecondWaitsNoLongerThanItMay(Mode mode) throws Exception {
    CountDownLatch received = holdResponse();
    try (ApiClient client = builder().build();
        ApiClient other = builder().build()) {
      CompletableFuture<TestApi.Answer> first = buy(client, "shop-1").executeAsync();
      assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
      ApiException second = failure(mode, buy(other, "shop-1").deadline(Duration.ofSeconds(2)));

      assertThat(second).isInstanceOf(OutcomeUnknownException.class);
      assertThat(second.stopReason()).isEqualTo(StopReason.DEADLINE);
      assertThat(second.error()).contains("\"shop-1\" is being sent by another call");
      release.countDown();
      assertThat(Mode.join(first).url()).isEqualTo("v");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void nothingLeavesThatIsNotRecorded(Mode mode) throws Exception {
    try (ApiClient client = builder().build()) {
      for (String step : List.of("claim", "sending 1")) {
        ledger.failAt(step);
        ApiException failure = failure(mode, buy(client, "shop-1"));

        assertThat(failure).as(step).isInstanceOf(LedgerUnavailableException.class);
        assertThat(failure.charge()).isEqualTo(Charge.NONE);
        assertThat(failure).hasMessageContaining("no space left on device");
        assertThat(failure).hasRootCauseInstanceOf(IOException.class);
      }
      assertThat(server.getRequestCount()).isZero();
      ledger.watch(step -> {});
      server.enqueue(OK);
      assertThat(mode.call(buy(client, "shop-1")).url()).isEqualTo("v");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theAnswerIsHandedOnThoughItCannotBeRecorded(Mode mode) throws Exception {
    server.enqueue(OK);
    ledger.failAt("settled PAID");
    try (ApiClient client = builder().build()) {
      assertThat(mode.call(buy(client, "shop-1")).url()).isEqualTo("v");
    }
    assertThat(entry("shop-1").state()).isEqualTo(Entry.State.SENT);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void eachAttemptIsRecordedBeforeItLeaves(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).build());
    server.enqueue(
        new MockResponse.Builder().code(500).body("{\"error\":\"e\",\"reason\":\"r\"}").build());
    server.enqueue(OK);
    List<Integer> receivedBefore = new CopyOnWriteArrayList<>();
    ledger.watch(
        step -> {
          if (step.startsWith("sending")) {
            receivedBefore.add(server.getRequestCount());
          }
        });
    try (ApiClient client = builder().build()) {
      mode.call(client.create(Kiln.class).glaze(ORDER).idempotencyKey("shop-1"));
    }
    assertThat(ledger.steps)
        .containsExactly(
            "claim", "sending 1", "attempt refused", "sending 2", "sending 3", "settled PAID");
    assertThat(receivedBefore).containsExactly(0, 1, 2);
    assertThat(entry("shop-1").state()).isEqualTo(Entry.State.PAID);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCallWithoutAKeyIsRecordedUnderOneOfItsOwn(Mode mode) throws Exception {
    server.enqueue(GONE);
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      assertThat(failure(mode, api.buy(ORDER))).isInstanceOf(OutcomeUnknownException.class);
      mode.call(api.buy(ORDER));
    }
    assertThat(file.unsettled()).hasSize(1);
    assertThat(file.unsettled().get(0).order().key()).startsWith("auto/");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatNeverLeftIsNotRecorded(Mode mode) throws Exception {
    class OwnRefusal extends IOException {
      private static final long serialVersionUID = 1L;
    }

    try (ApiClient client =
        builder()
            .addInterceptor(
                chain -> {
                  throw new OwnRefusal();
                })
            .build()) {
      assertThatThrownBy(() -> mode.call(buy(client, "shop-1"))).isInstanceOf(OwnRefusal.class);
    }
    server.close();
    try (ApiClient client = builder().backoff(policy -> policy.withMaxAttempts(1)).build()) {
      assertThat(failure(mode, buy(client, "shop-2")))
          .isInstanceOf(ConnectionFailedException.class);
    }
    assertThat(ledger.steps)
        .containsExactly("claim", "settled REFUSED", "claim", "settled REFUSED");
    assertThat(file.find("shop-1")).isNull();
    assertThat(file.find("shop-2")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim", "sending 1"})
  void aLedgerThatBlocksHoldsUpNobody(String step) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    ledger.watch(
        taken -> {
          if (taken.equals(step)) {
            inside.countDown();
            try {
              boolean unused = release.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
              throw new IOException(interrupted);
            }
          }
        });
    try (ApiClient client = builder().build()) {
      CompletableFuture<TestApi.Answer> call =
          buy(client, "shop-1").deadline(Duration.ofSeconds(30)).executeAsync();
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(30));
      Throwable failure = catchThrowable(() -> Mode.join(call));

      assertThat(failure).isInstanceOf(DeadlineExceededException.class);
      assertThat(((ApiException) failure).charge()).isEqualTo(Charge.NONE);
      ledger.watch(taken -> {});
      release.countDown();
      // What the first one held it gives back, a moment after its end.
      await(() -> ledger.steps.contains("settled REFUSED"));
      server.enqueue(OK);
      assertThat(Mode.join(buy(client, "shop-1").executeAsync()).url()).isEqualTo("v");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aCallThatIsCanceledStaysSent() throws Exception {
    CountDownLatch received = holdResponse();
    try (ApiClient client = builder().build()) {
      CompletableFuture<TestApi.Answer> call = buy(client, "shop-1").executeAsync();
      assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
      call.cancel(true);
      // The future ends at once, and the request that is out a moment later.
      await(() -> !entry("shop-1").held());
      ApiException again = failure(Mode.ASYNCHRONOUS, buy(client, "shop-1"));

      assertThat(again).isInstanceOf(OutcomeUnknownException.class);
      assertThat(again.error()).contains("its outcome isn't known");
    }
    assertThat(entry("shop-1").state()).isEqualTo(Entry.State.SENT);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void closingBeforeAnythingLeftFreesTheKey(Mode mode) throws Exception {
    ApiClient client = builder().build();
    client.close();
    assertThat(failure(mode, buy(client, "shop-1"))).isInstanceOf(CallCanceledException.class);
    assertThat(file.find("shop-1")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "\u0000"})
  void aKeyOfAnotherKindIsRefusedBeforeAnythingElse(String key) {
    try (ApiClient client = builder().build()) {
      assertThatThrownBy(() -> buy(client, key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("idempotencyKey: ");
      assertThatThrownBy(() -> buy(client, "k".repeat(201)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ledger.steps).isEmpty();
  }

  @Test
  void aKeyNeedsALedgerAndAPrice() {
    try (ApiClient client = builder().build();
        ApiClient without = TestApi.client().apiKey("k_secret").build()) {
      assertThatThrownBy(() -> client.create(TestApi.class).read().idempotencyKey("shop-1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("read costs nothing");
      assertThatThrownBy(() -> buy(without, "shop-1"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no ledger");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAnswerThatCannotBeReadAgainIsSaidToBePaid(Mode mode) throws Exception {
    server.enqueue(GONE);
    try (ApiClient client = builder().build()) {
      assertThat(failure(mode, buy(client, "shop-1"))).isNotNull();
      file.settle("shop-1", Settlement.paid("?"), "by hand", time.now());
      ApiException again = failure(mode, buy(client, "shop-1"));

      assertThat(again).isInstanceOf(OutcomeUnknownException.class);
      assertThat(again.charge()).isEqualTo(Charge.CERTAIN);
      assertThat(again.error()).contains("is paid for");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }
}
