package dev.videogen.core.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.Mode;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.TestApi.Answer;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wait whose listener blocks ends all the same, and keeps what was paid for. */
class StuckWaitTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void answer() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().body("{\"url\":\"v\"}").build();
          }
        });
  }

  @AfterEach
  void letGo() {
    release.countDown();
  }

  private void block() {
    inside.countDown();
    try {
      boolean unused = release.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ApiClient client() {
    return TestApi.client(server, clean).time(time).build();
  }

  private static Poll<Answer> poll(TestApi api, boolean over) {
    return Poll.builder("awaitIt", "it", api::read)
        .until(response -> over)
        .schedule(PollSchedule.of(Duration.ofSeconds(10)))
        .deadline(Duration.ofMinutes(10))
        .build();
  }

  private Wait<Answer, Answer> payAndWait(ApiClient client, boolean over) {
    TestApi api = client.create(TestApi.class);
    return new Poller(client)
        .<Answer, Answer, Answer>waitAfter(
            api.buy(new TestApi.Order("a cat")),
            "buyAndAwait",
            accepted -> poll(api, over),
            accepted -> "order 7",
            listener -> listener::accept)
        .onProgress(response -> block());
  }

  @ParameterizedTest
  @EnumSource(names = {"DEADLINE", "CLOSE"})
  void endsAndSaysWhatIsPaidFor(StopReason reason) throws Exception {
    ApiClient client = client();
    CompletableFuture<Answer> wait = payAndWait(client, false).executeAsync();
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    if (reason == StopReason.DEADLINE) {
      time.advance(Duration.ofMinutes(11));
    } else {
      client.close();
    }
    Throwable failure = catchThrowable(() -> Mode.join(wait));
    release.countDown();
    client.close();

    assertThat(failure).isInstanceOf(ApiException.class);
    ApiException ended = (ApiException) failure;
    assertThat(ended.stopReason()).isEqualTo(reason);
    assertThat(ended instanceof PollTimeoutException).isEqualTo(reason == StopReason.DEADLINE);
    assertThat(ended.accepted()).isEqualTo("order 7");
    assertThat(ended.charge()).isEqualTo(Charge.CERTAIN);
  }

  @ParameterizedTest
  @EnumSource(names = {"DEADLINE", "CLOSE"})
  void aResultThatHasComeIsNotLost(StopReason reason) throws Exception {
    ApiClient client = client();
    CompletableFuture<Answer> wait = payAndWait(client, true).executeAsync();
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    if (reason == StopReason.DEADLINE) {
      time.advance(Duration.ofMinutes(11));
    }
    client.close();

    assertThat(Mode.join(wait).url()).isEqualTo("v");
  }

  @Test
  void manyListenersThatBlockHoldUpNoOtherWait() throws Exception {
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      List<CompletableFuture<Answer>> stuck = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        stuck.add(payAndWait(client, true).executeAsync());
      }
      Wait<Answer, Answer> other =
          new Poller(client).waitFor(poll(api, true), listener -> listener::accept);

      assertThat(Mode.join(other.executeAsync()).url()).isEqualTo("v");
      release.countDown();
      for (CompletableFuture<Answer> each : stuck) {
        assertThat(Mode.join(each).url()).isEqualTo("v");
      }
    }
  }

  @Test
  void anObserverThatBlocksAtItsEndDoesNotKeepTheFailureOfThePaidCall() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(402).build();
          }
        });
    CallObserver blocking =
        new CallObserver() {
          @Override
          public void failed(CallFailure end) {
            block();
          }
        };
    try (ApiClient client =
        TestApi.client(server, clean)
            .time(time)
            .addObserver((call, tags) -> call.kind() == CallInfo.Kind.WAIT ? blocking : null)
            .build()) {
      CompletableFuture<Answer> wait = payAndWait(client, false).executeAsync();
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      time.advance(Duration.ofSeconds(6));

      assertThat(catchThrowable(() -> Mode.join(wait))).isInstanceOf(PaymentException.class);
      release.countDown();
    }
  }
}
