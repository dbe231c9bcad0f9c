package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.testing.RecordedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Paid calls of a client with a limit, with a ledger and without one. */
class SpendingTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");
  private static final Duration DAY = Duration.ofDays(1);
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();
  private static final MockResponse REFUSED = new MockResponse.Builder().code(429).build();
  private static final MockResponse GONE =
      new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  @TempDir private Path folder;
  private final RecordedTime time = new RecordedTime();

  private ClientBuilder<ApiClient> builder(int videos) {
    return TestApi.client(server, clean)
        .time(time)
        .spendingLimit(SpendingLimit.of(videos).videosPer(DAY));
  }

  private void respond(MockResponse... responses) {
    for (MockResponse response : responses) {
      server.enqueue(response);
    }
  }

  private static ApiCall<TestApi.Answer> buy(ApiClient client) {
    return client.create(TestApi.class).buy(ORDER);
  }

  private static SpendingLimitException over(Mode mode, ApiClient client) {
    return catchThrowableOfType(SpendingLimitException.class, () -> mode.call(buy(client)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theCallBeyondTheLimitIsRefusedAndNothingIsSent(Mode mode) throws Exception {
    respond(OK, OK, OK, OK);
    try (ApiClient client = builder(2).build()) {
      mode.call(buy(client));
      mode.call(buy(client));
      SpendingLimitException refusal = over(mode, client);

      assertThat(refusal.charge()).isEqualTo(Charge.NONE);
      assertThat(refusal.retryAfter()).isBetween(DAY.minusMinutes(1), DAY);
      assertThat(refusal)
          .hasMessageContaining("2 videos in 24 h is reached: 2 used, and this call adds 1");
      assertThat(server.getRequestCount()).isEqualTo(2);
      mode.call(client.create(TestApi.class).read());

      time.advance(DAY);
      mode.call(buy(client));
    }
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatIsRefusedIsGivenBackAndWhatIsUnknownStays(Mode mode) throws Exception {
    respond(REFUSED, new MockResponse.Builder().code(402).build(), GONE, OK);
    try (ApiClient client = builder(2).build()) {
      assertThat(catchThrowable(() -> mode.call(buy(client)))).isNotNull();
      assertThat(catchThrowable(() -> mode.call(buy(client)))).isNotNull();
      mode.call(buy(client));
      assertThat(over(mode, client)).isNotNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aLedgerRemembersItForTheNextProcess(Mode mode) throws Exception {
    respond(OK, OK);
    for (int process = 0; process < 2; process++) {
      try (FileLedger ledger = FileLedger.open(folder.resolve("orders.ledger"));
          ApiClient client = builder(2).ledger(ledger).build()) {
        mode.call(buy(client));
      }
    }
    try (FileLedger ledger = FileLedger.open(folder.resolve("orders.ledger"));
        ApiClient client = builder(2).ledger(ledger).build()) {
      assertThat(over(mode, client)).isNotNull();
      assertThat(ledger.unsettled()).isEmpty();
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAnswerOfTheLedgersCostsNothing(Mode mode) throws Exception {
    respond(OK, OK);
    try (FileLedger ledger = FileLedger.open(folder.resolve("orders.ledger"));
        ApiClient client = builder(2).ledger(ledger).build()) {
      for (int i = 0; i < 5; i++) {
        mode.call(buy(client).idempotencyKey("shop-1"));
      }
      mode.call(buy(client));
      assertThat(over(mode, client)).isNotNull();
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void withoutALedgerThereAreNoKeys() throws Exception {
    try (ApiClient client = builder(2).build()) {
      assertThatThrownBy(() -> buy(client).idempotencyKey("shop-1"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void manyAtOnceGetNoMoreThanThereIs() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return OK;
          }
        });
    int refused = 0;
    try (ApiClient client = builder(5).build()) {
      List<CompletableFuture<TestApi.Answer>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(buy(client).executeAsync());
      }
      for (CompletableFuture<TestApi.Answer> each : all) {
        Throwable failure = catchThrowable(() -> Mode.join(each));
        assertThat(failure == null || failure instanceof SpendingLimitException).isTrue();
        refused += failure == null ? 0 : 1;
      }
    }
    assertThat(refused).isEqualTo(35);
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatWasPossiblyChargedBeforeIsNotForgotten(Mode mode) {
    respond(new MockResponse.Builder().code(503).build());
    try (ApiClient client =
        builder(1).backoff(policy -> policy.withBillable(BillableRetry.EVERY_5XX)).build()) {
      ApiException failure = catchThrowableOfType(ApiException.class, () -> mode.call(buy(client)));

      assertThat(failure.charge()).isEqualTo(Charge.POSSIBLE);
      assertThat(failure).hasMessageContaining("1 video in 24 h is reached");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, PT1H", "-1, PT1H", "1, PT0S", "1, PT-1S", "1, P367D"})
  void badLimitsAreRefusedAtOnce(int most, Duration window) {
    assertThatThrownBy(() -> SpendingLimit.of(most).videosPer(window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(limit|window): .*(at least 1|must be positive.*)");
  }

  @ParameterizedTest
  @CsvSource({"0", "-3", "11"})
  void badReservationsAreRefusedAtOnce(int reserved) {
    assertThatThrownBy(() -> SpendingLimit.of(10).creditsPer(DAY, reserved))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reserved: " + reserved + " credits, must be from 1 to the limit of 10");
  }
}
