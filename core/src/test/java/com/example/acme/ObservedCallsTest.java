package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Mode;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.poll.Poll;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Poller;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Interceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's observer hears, with core's public API alone. */
@Timeout(60)
class ObservedCallsTest {
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();
  private static final MockResponse REFUSED = new MockResponse.Builder().code(429).build();
  private static final MockResponse BROKE = new MockResponse.Builder().code(402).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();
  private final RecordedTime time = new RecordedTime();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  private CallObserver follow(Follower follower) {
    followers.add(follower);
    return follower;
  }

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean)
        .account("acme")
        .addObserver((call, tags) -> follow(new Follower(call, tags)))
        .time(time);
  }

  private static ApiCall<TestApi.Answer> buy(ApiClient client) {
    return client.create(TestApi.class).buy(new TestApi.Order("a cat"));
  }

  private Follower only() {
    assertThat(followers).hasSize(1);
    return followers.get(0);
  }

  /** What carries a call closes its scope after the caller has heard of the end. */
  private static void assertClosed(Follower follower) {
    assertThat(follower.opened.get()).isPositive();
    while (follower.closed.get() < follower.opened.get()) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRetriedCallIsToldInOrder(Mode mode) throws Exception {
    server.enqueue(REFUSED);
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      mode.call(buy(client).tag(String.class, "shop-42"));
    }
    Follower heard = only();
    assertThat(heard.events)
        .containsExactly("attempt 1", "failed 1, retried after 1 s", "attempt 2", "succeeded");
    assertThat(heard.success.attempts()).isEqualTo(2);
    assertThat(heard.success.status()).isEqualTo(200);
    assertThat(heard.success.waited()).isBetween(Duration.ofSeconds(1), heard.success.took());
    assertThat(heard.tags.tag(String.class)).isEqualTo("shop-42");
    assertThat(heard.call.account()).isEqualTo("acme");
    assertThat(heard.call.kind()).isEqualTo(CallInfo.Kind.CALL);
    assertThat(heard.startedBy).isSameAs(Thread.currentThread());
    assertClosed(heard);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFailureIsToldWithWhatTheCallerGets(Mode mode) {
    server.enqueue(BROKE);
    Throwable thrown;
    try (ApiClient client = builder().build()) {
      thrown = catchThrowable(() -> mode.call(buy(client)));
    }
    assertThat(thrown).isInstanceOf(PaymentException.class);
    Follower heard = only();
    assertThat(heard.events).containsExactly("attempt 1", "failed 1", "failed for good");
    assertThat(heard.failure.failure()).isSameAs(thrown);
    assertThat(heard.failure.attempts()).isEqualTo(1);
    assertThat(heard.failure.charge()).isEqualTo(Charge.NONE);
    assertClosed(heard);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFullWindowIsTold(Mode mode) throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    try (ApiClient client =
        builder()
            .throttle(new SlidingWindowThrottle(1, Duration.ofSeconds(30), time, call -> true))
            .build()) {
      mode.call(buy(client));
      mode.call(buy(client));
    }
    // Real time has passed since the first, however little.
    assertThat(followers.get(1).events.get(0)).startsWith("throttled ");
    assertThat(followers.get(1).events).endsWith("attempt 1", "succeeded");
    assertThat(followers.get(1).success.waited()).isPositive();
  }

  @Test
  void aCancelledCallHasOneEnd() throws Exception {
    server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
    try (ApiClient client = builder().build()) {
      CompletableFuture<TestApi.Answer> call = buy(client).executeAsync();
      server.takeRequest();
      call.cancel(true);
    }
    Follower heard = only();
    while (heard.failure == null || heard.events.size() < 3) {
      Thread.onSpinWait();
    }
    assertThat(heard.events).containsExactly("attempt 1", "failed 1", "failed for good");
    assertThat(heard.failure.charge()).isEqualTo(Charge.POSSIBLE);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void itsScopeHoldsInInterceptorsAndInWhatHangsOnTheFuture(Mode mode) throws Exception {
    server.enqueue(REFUSED);
    server.enqueue(OK);
    List<String> seen = new CopyOnWriteArrayList<>();
    Interceptor watching =
        chain -> {
          seen.add(String.valueOf(Follower.CURRENT.get()));
          return chain.proceed(chain.request());
        };
    try (ApiClient client =
        builder().addInterceptor(watching).addNetworkInterceptor(watching).build()) {
      if (mode == Mode.BLOCKING) {
        buy(client).execute();
        seen.add(only().call.id());
      } else {
        Mode.join(
            buy(client)
                .executeAsync()
                .thenAccept(answer -> seen.add(String.valueOf(Follower.CURRENT.get()))));
      }
    }
    assertThat(seen).hasSize(5).containsOnly(only().call.id());
    assertThat(Follower.CURRENT.get()).isNull();
    assertClosed(only());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void oneThatThrowsEverywhereChangesNothing(Mode mode) throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    CallObserver broken =
        new CallObserver() {
          @Override
          public Scope scope() {
            return () -> {
              throw new IllegalStateException("scope");
            };
          }

          @Override
          public void attemptStarted(int attempt) {
            throw new AssertionError("attempt");
          }
        };
    try (ApiClient client =
        builder()
            .addObserver((call, tags) -> broken)
            .addObserver((call, tags) -> null)
            .addObserver(
                (call, tags) -> {
                  throw new IllegalStateException("factory");
                })
            .build()) {
      assertThat(mode.call(buy(client)).url()).isEqualTo("v");
      assertThat(mode.call(client.create(TestApi.class).read()).url()).isEqualTo("v");
    }
    assertThat(followers.get(0).events).containsExactly("attempt 1", "succeeded");
    followers.forEach(ObservedCallsTest::assertClosed);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aWaitIsFollowedAndItsCallsStartWithinIt(Mode mode) throws Exception {
    server.enqueue(OK);
    server.enqueue(OK);
    try (ApiClient client = builder().build()) {
      TestApi api = client.create(TestApi.class);
      Poll<TestApi.Answer> poll =
          Poll.builder("awaitAnswer", "answer-1", api::read)
              .until(answer -> server.getRequestCount() == 2)
              .schedule(PollSchedule.of(Duration.ofSeconds(10)))
              .deadline(Duration.ofMinutes(5))
              .build();
      var wait =
          new Poller(client)
              .<TestApi.Answer, String>waitFor(poll, listener -> answer -> listener.accept("p"))
              .tag(String.class, "shop-42");
      if (mode == Mode.BLOCKING) {
        wait.execute();
      } else {
        Mode.join(wait.executeAsync());
      }
    }
    assertThat(followers).hasSize(3);
    Follower wait = followers.get(0);
    assertThat(wait.call.kind()).isEqualTo(CallInfo.Kind.WAIT);
    assertThat(wait.call.endpoint()).isEqualTo("awaitAnswer");
    assertThat(wait.events).containsExactly("succeeded");
    assertThat(wait.success.attempts()).isEqualTo(2);
    assertThat(wait.success.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    for (Follower poll : followers.subList(1, 3)) {
      assertThat(poll.startedWithin).isEqualTo(wait.call.id());
      assertThat(poll.tags.tag(String.class)).isEqualTo("shop-42");
      assertThat(poll.events).containsExactly("attempt 1", "succeeded");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDownloadIsFollowed(Mode mode, @TempDir Path folder) throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(new MockResponse.Builder().body("film").build());
    try (ApiClient client = builder().build()) {
      var download =
          client
              .downloads()
              .download(server.url("/film.mp4").toString(), folder.resolve("film.mp4"))
              .tag(String.class, "shop-42");
      if (mode == Mode.BLOCKING) {
        download.execute();
      } else {
        Mode.join(download.executeAsync());
      }
    }
    Follower heard = only();
    assertThat(heard.call.kind()).isEqualTo(CallInfo.Kind.DOWNLOAD);
    assertThat(heard.call.provider()).isEqualTo("test");
    assertThat(heard.tags.tag(String.class)).isEqualTo("shop-42");
    assertThat(heard.events)
        .containsExactly("attempt 1", "failed 1, retried after 1 s", "attempt 2", "succeeded");
    assertThat(heard.success.attempts()).isEqualTo(2);
  }

  @Test
  void tenThousandCallsAtOnceAreToldApart() throws Exception {
    int calls = 10_000;
    server.setDispatcher(new RefusesEachOnce());
    Interceptor numbered =
        chain -> {
          String call = CallInfo.of(chain.request()).id();
          assertThat(Follower.CURRENT.get()).isEqualTo(call);
          return chain.proceed(chain.request().newBuilder().header("X-Call", call).build());
        };
    List<CompletableFuture<String>> ended = new ArrayList<>();
    try (ApiClient client = builder().addInterceptor(numbered).build()) {
      clean.client().dispatcher().setMaxRequestsPerHost(64);
      TestApi api = client.create(TestApi.class);
      for (int i = 0; i < calls; i++) {
        ended.add(api.read().executeAsync().thenApply(answer -> Follower.CURRENT.get()));
      }
      for (int i = 0; i < calls; i++) {
        assertThat(Mode.join(ended.get(i))).isEqualTo(followers.get(i).call.id());
      }
    }
    assertThat(followers).hasSize(calls);
    assertThat(followers)
        .allSatisfy(
            heard ->
                assertThat(heard.events)
                    .containsExactly(
                        "attempt 1", "failed 1, retried after 1 s", "attempt 2", "succeeded"));
    followers.forEach(ObservedCallsTest::assertClosed);
  }
}
