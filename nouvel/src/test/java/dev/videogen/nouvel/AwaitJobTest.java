package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.PollTimeoutException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class AwaitJobTest {
  private static final String ID = "550e8400-e29b-41d4-a716-446655440000";
  private static final GenerateRequest ORDER = GenerateRequest.of("https://example.com/p");

  private FakeService service;
  private RecordedTime time;
  private NouvelClient client;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    time = new RecordedTime();
    client = service.builder(time).backoff(policy -> policy.withMaxAttempts(1)).build();
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  private static String job(String status, int percent, String stage) {
    return "{\"jobId\":\""
        + ID
        + "\",\"status\":\""
        + status
        + "\",\"overallProgress\":"
        + percent
        + ",\"stage\":\""
        + stage
        + "\",\"totalProjects\":1,\"completedProjects\":0}";
  }

  private static String running() {
    return job("running", 10, "video");
  }

  private Job await(Mode mode) throws IOException {
    return mode.run(client.awaitJob(ID));
  }

  private static List<Duration> seconds(long... seconds) {
    List<Duration> durations = new ArrayList<>();
    for (long each : seconds) {
      durations.add(Duration.ofSeconds(each));
    }
    return durations;
  }

  @ParameterizedTest
  @EnumSource
  void pollsAreTenThenFifteenThenTwentySecondsApart(Mode mode) throws IOException {
    for (int i = 0; i < 4; i++) {
      service.respond(running());
    }
    service.respond(job("completed", 100, "stitching"));
    assertThat(await(mode).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(time.pauses()).isEqualTo(seconds(10, 15, 20, 20, 20));
  }

  static Stream<Arguments> ends() {
    return Stream.of("completed", "partial", "failed", "cancelled")
        .flatMap(status -> Stream.of(Mode.values()).map(mode -> Arguments.of(status, mode)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void everyTerminalStatusIsAValueAndEndsTheWait(String status, Mode mode) throws IOException {
    service.respond(job(status, 100, "stitching"));
    assertThat(await(mode).status().value()).isEqualTo(status);
    assertThat(service.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void unknownAndPendingStatusesAreNotTheEnd(Mode mode) throws IOException {
    service
        .respond(job("pending", 0, "preparing"))
        .respond(job("on_hold", 100, "thinking"))
        .respond(job("COMPLETED", 100, "x"))
        .respond(job("completed", 100, "x"));
    assertThat(await(mode).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(service.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void passingTroubleIsToleratedAndTheServersWaitIsAFloor(Mode mode) throws IOException {
    service
        .respond(500, "{\"error\":\"Internal server error\"}")
        .respond(503, "<html>down</html>")
        .respond(200, "<html>not json</html>")
        .respond(429, "{\"error\":\"Rate limit exceeded\",\"retryAfter\":45}", "Retry-After", "45");
    service.server.enqueue(
        new MockResponse.Builder()
            .onRequestStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    service.respond(job("completed", 100, "x"));
    assertThat(await(mode).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(time.pauses()).isEqualTo(seconds(10, 15, 20, 20, 45, 20));
  }

  @ParameterizedTest
  @EnumSource
  void pollThatTakesTooLongIsTolerated(Mode mode) throws IOException {
    service.server.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    service.respond(job("completed", 100, "x"));
    Thread clock =
        new Thread(
            () -> {
              try {
                // Not before the request was read: the next look must get the next answer.
                service.taken();
                time.advance(Duration.ofSeconds(31));
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            });
    clock.setDaemon(true);
    clock.start();
    assertThat(await(mode).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(time.pauses()).isEqualTo(seconds(10, 15));
  }

  static Stream<Arguments> finals() {
    return Stream.of(
            Arguments.of(
                401,
                "{\"error\":\"Unable to resolve user from API key\"}",
                AuthenticationException.class),
            Arguments.of(403, "{\"error\":\"Forbidden\"}", PermissionException.class),
            Arguments.of(
                404,
                "{\"error\":\"Not found\",\"reason\":\"Job not found\"}",
                NotFoundException.class),
            Arguments.of(402, "{\"error\":\"no API\"}", PlanWithoutApiException.class))
        .flatMap(
            each ->
                Stream.of(Mode.values())
                    .map(mode -> Arguments.of(each.get()[0], each.get()[1], each.get()[2], mode)));
  }

  @ParameterizedTest
  @MethodSource("finals")
  void failureThatWontPassEndsTheWaitAtOnce(
      int status, String body, Class<? extends ApiException> type, Mode mode) {
    service.respond(running()).respond(status, body);
    assertThatThrownBy(() -> await(mode)).isExactlyInstanceOf(type);
    assertThat(service.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void deadlineIsTheOnlyLimitAndTellsWhatWasSeen(Mode mode) {
    for (int i = 0; i < 91; i++) {
      service.respond(running());
    }
    PollTimeoutException late = catchThrowableOfType(PollTimeoutException.class, () -> await(mode));
    // 10 + 15 + 88 x 20 s are 1785 s; the last poll comes at the deadline, after 1800 s.
    assertThat(late.polls()).isEqualTo(91);
    assertThat(service.requests()).isEqualTo(91);
    assertThat(late.id()).isEqualTo(ID);
    assertThat(late.lastState()).isEqualTo("running");
    assertThat(((Job) late.lastResponse()).stage()).isEqualTo(JobStage.VIDEO);
    assertThat(late.lastTrouble()).isNull();
    assertThat(late.waited()).isBetween(Duration.ofSeconds(1800), Duration.ofSeconds(1805));
    assertThat(late)
        .hasMessageStartingWith(
            "nouvel awaitJob: \"" + ID + " isn't over: it was \"running\" after 91 polls in 180")
        .hasMessageEndingWith("wait for the same id again.");
  }

  @ParameterizedTest
  @EnumSource
  void timeOutCarriesTheLastTrouble(Mode mode) {
    service.respond(running()).respond(500, "{\"error\":\"Internal server error\"}");
    PollTimeoutException late =
        catchThrowableOfType(
            PollTimeoutException.class,
            () -> mode.run(client.awaitJob(ID).deadline(Duration.ofSeconds(24))));
    assertThat(late.polls()).isEqualTo(2);
    assertThat(late.lastState()).isEqualTo("running");
    assertThat(late.lastTrouble()).isInstanceOf(ServerFaultException.class);
    assertThat(late).hasCause(late.lastTrouble());
  }

  @ParameterizedTest
  @EnumSource
  void refusalOfTheOwnThrottleIsTolerated(Mode mode) throws IOException {
    List<Duration> delays =
        Collections.synchronizedList(new ArrayList<>(List.of(Duration.ofHours(1), Duration.ZERO)));
    Throttle.Turn turn =
        new Throttle.Turn() {
          @Override
          public Duration delay() {
            return delays.remove(0);
          }

          @Override
          public void giveBack() {}
        };
    service.respond(job("completed", 100, "x"));
    try (NouvelClient throttled = service.builder(time).throttle(call -> turn).build()) {
      Job job = mode.run(throttled.awaitJob(ID));
      assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(time.pauses()).isEqualTo(seconds(10, 15));
      assertThat(service.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pollWaitsForItsTurnAsLongAsTheDeadlineAllows(Mode mode) throws IOException {
    List<Duration> delays =
        Collections.synchronizedList(
            new ArrayList<>(List.of(Duration.ofMinutes(20), Duration.ZERO)));
    Throttle.Turn turn =
        new Throttle.Turn() {
          @Override
          public Duration delay() {
            return delays.remove(0);
          }

          @Override
          public void giveBack() {}
        };
    service.respond(job("completed", 100, "x"));
    try (NouvelClient throttled = service.builder(time).throttle(call -> turn).build()) {
      mode.run(throttled.awaitJob(ID));
      assertThat(time.pauses()).isEqualTo(seconds(10, 1200));
    }
  }

  @ParameterizedTest
  @EnumSource
  void progressIsToldOncePerChangeAndNeverGoesBack(Mode mode) throws IOException {
    service
        .respond("{\"jobId\":\"" + ID + "\",\"totalProjects\":1,\"status\":\"running\"}")
        .respond(job("running", 5, "preparing"))
        .respond(job("running", 5, "preparing"))
        .respond(job("running", 42, "video"))
        .respond(job("running", 30, "video"))
        .respond(job("running", 100, "stitching"))
        .respond(job("partial", 100, "stitching"));
    List<JobProgress> told = Collections.synchronizedList(new ArrayList<>());
    mode.run(client.generateAndAwait(ORDER).onProgress(told::add));
    assertThat(told)
        .extracting(
            progress ->
                progress.jobId().equals(ID)
                    + " "
                    + progress.status()
                    + " "
                    + progress.stage()
                    + " "
                    + progress.percent())
        .containsExactly(
            "true running null 0",
            "true running preparing 5",
            "true running video 42",
            "true running stitching 99",
            "true partial stitching 100");
  }

  @ParameterizedTest
  @EnumSource
  void listenerThatThrowsNeitherEndsNorHangsTheWait(Mode mode) throws IOException {
    service
        .respond("{\"jobId\":\"" + ID + "\"}")
        .respond(running())
        .respond(job("completed", 100, "x"));
    Consumer<JobProgress> broken =
        progress -> {
          if (progress.percent() < 100) {
            throw new IllegalStateException("no");
          }
          throw new AssertionError("no");
        };
    Job job = mode.run(client.generateAndAwait(ORDER).onProgress(broken));
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @ParameterizedTest
  @EnumSource
  void refusedRequestIsNotAwaited(Mode mode) {
    service.respond(402, "{\"error\":\"quota_exceeded\",\"usage\":{\"used\":1,\"limit\":1}}");
    assertThatThrownBy(() -> mode.run(client.generateAndAwait(ORDER)))
        .isInstanceOf(QuotaExceededException.class);
    assertThat(time.pauses()).isEmpty();
    assertThat(service.requests()).isEqualTo(1);
  }

  @Test
  void cancelledFutureStopsThePolls() throws IOException {
    VirtualTime held = new VirtualTime();
    try (NouvelClient pausing = service.client(held)) {
      CompletableFuture<Job> future = pausing.awaitJob(ID).executeAsync();
      held.awaitPausing(1);
      assertThat(future.cancel(true)).isTrue();
      held.awaitPausing(0);
      assertThatThrownBy(() -> Mode.get(future)).isInstanceOf(CancellationException.class);
      assertThat(service.requests()).isZero();
    }
  }

  @Test
  void cancelledFutureOfAnAcceptedJobStopsThePolls() throws IOException {
    VirtualTime held = new VirtualTime();
    service.respond("{\"jobId\":\"" + ID + "\"}");
    try (NouvelClient pausing = service.client(held)) {
      CompletableFuture<Job> future = pausing.generateAndAwait(ORDER).executeAsync();
      held.awaitPausing(1);
      future.cancel(true);
      held.awaitPausing(0);
      assertThat(service.requests()).isEqualTo(1);
    }
  }

  @Test
  void cancelledFutureEndsThePollUnderWay() throws Exception {
    VirtualTime held = new VirtualTime();
    service.server.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CountDownLatch canceled = new CountDownLatch(1);
    okhttp3.OkHttpClient base =
        new okhttp3.OkHttpClient.Builder()
            .eventListener(
                new okhttp3.EventListener() {
                  @Override
                  public void canceled(okhttp3.Call call) {
                    canceled.countDown();
                  }
                })
            .build();
    try (NouvelClient looking = service.builder(held).client(base).build()) {
      CompletableFuture<Job> future = looking.awaitJob(ID).executeAsync();
      held.awaitPausing(1);
      held.endNextPause();
      service.taken();
      future.cancel(true);
      assertThat(canceled.await(10, TimeUnit.SECONDS)).isTrue();
    }
    base.dispatcher().executorService().shutdown();
    base.connectionPool().evictAll();
  }

  @Test
  void pollThatComesTooLateEndsTheWaitAsTheDeadlineDoes() {
    VirtualTime held = new VirtualTime();
    service.respond(running());
    try (NouvelClient late = service.client(held)) {
      CompletableFuture<Job> future = late.awaitJob(ID).executeAsync();
      held.awaitPausing(1);
      held.endNextPauseLate(Duration.ofHours(1));
      assertThatThrownBy(() -> Mode.get(future)).isInstanceOf(PollTimeoutException.class);
    }
  }

  static Stream<Arguments> endsAfterPayment() {
    return Stream.of(401, 403, 404)
        .flatMap(status -> Stream.of(Mode.values()).map(mode -> Arguments.of(status, mode)));
  }

  @ParameterizedTest
  @MethodSource("endsAfterPayment")
  void aWaitThatFailsAfterThePaymentKeepsTheJobAndItsCharge(int status, Mode mode) {
    service
        .respond("{\"jobId\":\"" + ID + "\",\"totalProjects\":1}")
        .respond(status, "{\"error\":\"no\"}");
    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> mode.run(client.generateAndAwait(ORDER)));

    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.charge()).isEqualTo(Charge.CERTAIN);
    assertThat(PaidJob.of(failure).job().jobId()).isEqualTo(ID);
    assertThat(PaidJob.of(failure).request()).isEqualTo(ORDER);
    assertThat(failure).hasMessageContaining("Don't pay again: job " + ID);
    assertThat(failure.advice()).contains("Don't pay again");
  }

  @ParameterizedTest
  @EnumSource
  void aWaitThatTimesOutAfterThePaymentKeepsTheJobAndItsCharge(Mode mode) {
    service.respond("{\"jobId\":\"" + ID + "\"}").respond(running()).respond(running());
    PollTimeoutException late =
        catchThrowableOfType(
            PollTimeoutException.class,
            () -> mode.run(client.generateAndAwait(ORDER).deadline(Duration.ofSeconds(12))));

    assertThat(late.charge()).isEqualTo(Charge.CERTAIN);
    assertThat(PaidJob.of(late).job().jobId()).isEqualTo(ID);
  }

  @ParameterizedTest
  @EnumSource
  void aShortLimitHasOnePollAtItsEnd(Mode mode) throws IOException {
    service.respond(running()).respond(job("completed", 100, "x"));
    assertThat(mode.run(client.awaitJob(ID).deadline(Duration.ofSeconds(25))).status())
        .isEqualTo(JobStatus.COMPLETED);
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void aBlankIdIsRefusedBeforeTheWaitBegins() {
    assertThatThrownBy(() -> client.awaitJob(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.awaitPublished(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AtomicReference<Throwable> startAwait(NouvelClient waiting, Thread[] thread) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    thread[0] =
        new Thread(
            () -> {
              try {
                waiting.awaitJob(ID).execute();
              } catch (IOException | RuntimeException failure) {
                if (Thread.currentThread().isInterrupted()) {
                  failure.addSuppressed(new IllegalStateException("interrupt flag kept"));
                }
                thrown.set(failure);
              }
            });
    thread[0].setDaemon(true);
    thread[0].start();
    return thrown;
  }

  @Test
  void interruptedThreadStopsWaitingAndKeepsItsFlag() throws Exception {
    VirtualTime held = new VirtualTime();
    try (NouvelClient waiting = service.client(held)) {
      Thread[] thread = new Thread[1];
      AtomicReference<Throwable> thrown = startAwait(waiting, thread);
      held.awaitPausing(1);
      thread[0].interrupt();
      thread[0].join(10_000);
      CallCanceledException canceled = (CallCanceledException) thrown.get();
      assertThat(canceled.stopReason()).isEqualTo(StopReason.INTERRUPT);
      assertThat(canceled.getSuppressed()).hasSize(1);
      held.awaitPausing(0);
    }
  }

  @Test
  void closedClientEndsBlockingAndAsynchronousWaits() throws Exception {
    VirtualTime held = new VirtualTime();
    NouvelClient waiting = service.client(held);
    Thread[] thread = new Thread[1];
    AtomicReference<Throwable> thrown = startAwait(waiting, thread);
    CompletableFuture<Job> future = waiting.awaitJob(ID).executeAsync();
    held.awaitPausing(2);
    waiting.close();
    thread[0].join(10_000);
    assertThat(((CallCanceledException) thrown.get()).stopReason()).isEqualTo(StopReason.CLOSE);
    CallCanceledException canceled =
        catchThrowableOfType(CallCanceledException.class, () -> Mode.get(future));
    assertThat(canceled.stopReason()).isEqualTo(StopReason.CLOSE);
    // The future hears of the end before the clock does.
    held.awaitPausing(0);
    assertThatThrownBy(() -> waiting.awaitJob(ID).execute())
        .isInstanceOf(CallCanceledException.class);
    assertThatThrownBy(() -> Mode.get(waiting.awaitJob(ID).executeAsync()))
        .isInstanceOf(CallCanceledException.class);
    assertThat(service.requests()).isZero();
  }

  @Test
  void timersThreadRunsNoneOfTheUsersCode() throws Exception {
    service.respond(running()).respond(job("completed", 100, "x"));
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    PollSchedule quick = PollSchedule.of(Duration.ofMillis(1));
    try (NouvelClient real =
        service
            .builder(Timekeeper.system())
            .addInterceptor(
                chain -> {
                  threads.add(Thread.currentThread().getName());
                  return chain.proceed(chain.request());
                })
            .build()) {
      CompletableFuture<Void> done =
          real.awaitJob(ID)
              .schedule(quick)
              .onProgress(progress -> threads.add(Thread.currentThread().getName()))
              .executeAsync()
              .thenAccept(job -> threads.add(Thread.currentThread().getName()));
      done.get(20, TimeUnit.SECONDS);
    }
    assertThat(threads).hasSizeGreaterThanOrEqualTo(5).doesNotContain("videogen-timer");
  }

  @ParameterizedTest
  @EnumSource
  void postIsAwaitedUntilEveryPlatformHasSettled(Mode mode) throws IOException {
    service
        .respond(post("publishing", "published", "pending"))
        .respond(post("publishing", "published", "brand_new"))
        .respond("{\"postId\":\"p\",\"status\":\"publishing\",\"platforms\":[]}")
        .respond(post("whatever", "published", "failed"));
    Publication publication = mode.run(client.awaitPublished("p"));
    assertThat(publication.platforms())
        .extracting(PlatformPost::status)
        .containsExactly(PublishStatus.PUBLISHED, PublishStatus.FAILED);
    assertThat(time.pauses()).isEqualTo(seconds(10, 15, 20, 20));
  }

  private static String post(String status, String first, String second) {
    return "{\"postId\":\"p\",\"status\":\""
        + status
        + "\",\"platforms\":[{\"platform\":\"tiktok\",\"status\":\""
        + first
        + "\"},{\"platform\":\"reddit\",\"status\":\""
        + second
        + "\"}]}";
  }

  @Test
  void pollIsAllowedTheServersWaitUpToTheDeadline() throws IOException {
    service
        .respond(429, "{\"error\":\"Rate limit exceeded\",\"retryAfter\":300}")
        .respond(job("completed", 100, "x"));
    try (NouvelClient patient = service.client(time)) {
      assertThat(patient.awaitJob(ID).execute().status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(time.pauses()).isEqualTo(seconds(10, 300));
    }
  }

  @Test
  void serversWaitBeyondTheDeadlineEndsTheWait() {
    service.respond(429, "{\"error\":\"Rate limit exceeded\",\"retryAfter\":3000}");
    PollTimeoutException late =
        catchThrowableOfType(PollTimeoutException.class, () -> client.awaitJob(ID).execute());
    assertThat(late.lastTrouble()).isExactlyInstanceOf(RateLimitedException.class);
    assertThat(late.lastState()).isNull();
    assertThat(late).hasMessageContaining("no response after 1 poll");
  }
}
