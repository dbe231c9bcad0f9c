package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.time.StopReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops that come when the next step is known and hasn't begun. */
class StoppedBeforeWorkTest {
  private static final TestApi.Order ORDER = new TestApi.Order("a cat");

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCloseWhileTheListenerHearsOfTheAttemptCancelsTheCall(Mode mode) {
    AtomicReference<ApiClient> closing = new AtomicReference<>();
    ApiClient client =
        builder()
            .addObserver(
                (call, tags) ->
                    new CallObserver() {
                      @Override
                      public void attemptStarted(int attempt) {
                        closing.get().close();
                      }
                    })
            .build();
    closing.set(client);
    CallCanceledException failure =
        catchThrowableOfType(
            CallCanceledException.class, () -> mode.call(client.create(TestApi.class).buy(ORDER)));

    assertThat(failure.charge()).isEqualTo(Charge.NONE);
    assertThat(failure.stopReason()).isEqualTo(StopReason.CLOSE);
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCloseWhileThePollIsMadeCancelsTheWait(Mode mode) {
    ApiClient client = builder().build();
    TestApi api = client.create(TestApi.class);
    Poll<TestApi.Answer> poll =
        Poll.builder(
                "awaitIt",
                "it",
                () -> {
                  client.close();
                  return api.read();
                })
            .until(response -> true)
            .schedule(PollSchedule.of(Duration.ofSeconds(1)))
            .deadline(Duration.ofMinutes(1))
            .build();
    Wait<TestApi.Answer, TestApi.Answer> wait =
        new Poller(client).waitFor(poll, listener -> listener::accept);
    CallCanceledException failure =
        catchThrowableOfType(
            CallCanceledException.class,
            () -> {
              if (mode == Mode.BLOCKING) {
                wait.execute();
              } else {
                Mode.join(wait.executeAsync());
              }
            });

    assertThat(failure.stopReason()).isEqualTo(StopReason.CLOSE);
    assertThat(server.getRequestCount()).isZero();
  }
}
