package dev.videogen.core.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.ApiResponse;
import dev.videogen.core.CleanExit;
import dev.videogen.core.Mode;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.TestApi.Answer;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.testing.RecordedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Waits whose own functions fail, and very many waits at once: each ends, and keeps what was paid.
 */
class BrokenWaitTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();

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

  private ApiClient client() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(time)
        .build();
  }

  private static <T> T run(Mode mode, Wait<T, ?> wait) throws Exception {
    return mode == Mode.BLOCKING ? wait.execute() : Mode.join(wait.executeAsync());
  }

  private static Poll<Answer> poll(TestApi api, int polls) {
    AtomicInteger made = new AtomicInteger();
    return Poll.builder("awaitIt", "it", api::read)
        .until(response -> made.incrementAndGet() == polls)
        .schedule(PollSchedule.of(Duration.ofSeconds(10)))
        .deadline(Duration.ofMinutes(10))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aPollThatMakesNoCallIsATypedFailure(Mode mode) {
    try (ApiClient client = client()) {
      Poll<Answer> none =
          Poll.<Answer>builder("awaitIt", "it", () -> null)
              .until(response -> true)
              .schedule(PollSchedule.of(Duration.ofSeconds(10)))
              .deadline(Duration.ofMinutes(10))
              .build();
      Wait<Answer, Answer> wait = new Poller(client).waitFor(none, listener -> listener::accept);

      assertThat(catchThrowable(() -> run(mode, wait))).isInstanceOf(HookFailedException.class);
    }
  }

  /** A call of the user's own kind that never ends and knows no limits. */
  private static final class DeafCall implements ApiCall<Answer> {
    private final CountDownLatch begun;

    DeafCall(CountDownLatch begun) {
      this.begun = begun;
    }

    @Override
    public CompletableFuture<Answer> executeAsync() {
      begun.countDown();
      return new CompletableFuture<>();
    }

    @Override
    public Answer execute() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ApiResponse<Answer> executeForResponse() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<ApiResponse<Answer>> executeForResponseAsync() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ApiCall<Answer> deadline(Duration whole) {
      return this;
    }

    @Override
    public ApiCall<Answer> maxServerWait(Duration longest) {
      return this;
    }

    @Override
    public ApiCall<Answer> attemptTimeout(Duration timeout) {
      return this;
    }

    @Override
    public ApiCall<Answer> maxAttempts(int attempts) {
      return this;
    }

    @Override
    public ApiCall<Answer> idempotencyKey(String key) {
      return this;
    }

    @Override
    public <V> ApiCall<Answer> tag(Class<? super V> type, V value) {
      return this;
    }
  }

  @Test
  @Timeout(60)
  void aPollThatIgnoresItsLimitsEndsWithTheWaitsDeadline() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (ApiClient client = client()) {
      Poll<Answer> deaf =
          Poll.<Answer>builder("awaitIt", "it", () -> new DeafCall(begun))
              .until(response -> true)
              .schedule(PollSchedule.of(Duration.ofSeconds(10)))
              .deadline(Duration.ofMinutes(10))
              .build();
      Wait<Answer, Answer> wait = new Poller(client).waitFor(deaf, listener -> listener::accept);
      CompletableFuture<Answer> waiting = wait.executeAsync();
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      // The last poll, at the deadline, is deaf as well.
      while (!waiting.isDone()) {
        time.advance(Duration.ofMinutes(10));
      }

      assertThat(catchThrowable(() -> Mode.join(waiting))).isInstanceOf(ApiException.class);
    }
  }

  /** A wait for what is paid first. */
  private static Wait<Answer, Answer> paying(
      ApiClient client, Function<Answer, Poll<Answer>> poll, Function<Answer, Object> kept) {
    return new Poller(client)
        .<Answer, Answer, Answer>waitAfter(
            client.create(TestApi.class).buy(new TestApi.Order("a cat")),
            "buyAndAwait",
            poll,
            kept,
            listener ->
                new Progress<>() {
                  @Override
                  public void accepted(Answer response) {
                    throw new AssertionError("nobody may hear");
                  }

                  @Override
                  public void polled(Answer response) {
                    throw new AssertionError("nobody may hear");
                  }
                });
  }

  private static void assertPaid(Mode mode, Wait<Answer, Answer> wait) {
    ApiException failure = catchThrowableOfType(ApiException.class, () -> run(mode, wait));
    assertThat(failure).isInstanceOf(HookFailedException.class);
    assertThat(failure.charge()).isEqualTo(Charge.CERTAIN);
    assertThat(failure.accepted()).isEqualTo(new Answer("v"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatWasPaidForIsKeptWhereThePollCannotBeMade(Mode mode) {
    try (ApiClient client = client()) {
      assertPaid(
          mode,
          paying(
              client,
              response -> {
                throw new AssertionError("no id");
              },
              response -> response));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatWasPaidForIsKeptWhereThereIsNoPoll(Mode mode) {
    try (ApiClient client = client()) {
      assertPaid(mode, paying(client, response -> null, response -> response));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatWasPaidForIsKeptWhereItCannotBeNamed(Mode mode) {
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      assertPaid(
          mode,
          paying(
              client,
              response -> poll(api, 1),
              response -> {
                throw new NoClassDefFoundError("receipt");
              }));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void listenersThatThrowChangeNothing(Mode mode) throws Exception {
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);

      assertThat(run(mode, paying(client, response -> poll(api, 2), response -> response)).url())
          .isEqualTo("v");
    }
  }

  @Test
  void aThousandWaitsAtOnceEndInVirtualTime() throws Exception {
    try (ApiClient client = client()) {
      TestApi api = client.create(TestApi.class);
      List<CompletableFuture<Answer>> futures = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        Wait<Answer, Answer> wait =
            new Poller(client).waitFor(poll(api, 3), listener -> listener::accept);
        if (i % 20 != 0) {
          futures.add(wait.executeAsync());
          continue;
        }
        CompletableFuture<Answer> blocking = new CompletableFuture<>();
        futures.add(blocking);
        Thread caller =
            new Thread(
                () -> {
                  try {
                    blocking.complete(wait.execute());
                  } catch (Throwable failure) {
                    blocking.completeExceptionally(failure);
                  }
                });
        caller.start();
        callers.add(caller);
      }
      CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
      for (Thread caller : callers) {
        caller.join();
      }
    }
    assertThat(time.pauses()).hasSize(3_000).containsOnly(Duration.ofSeconds(10));
  }
}
