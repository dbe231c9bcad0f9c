package dev.videogen.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.JobStatus;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.WebhookVerifier;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.VideogenAssertions;
import dev.videogen.testkit.WebhookDelivery;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
  private final NouvelServer server = NouvelServer.start();
  private final StandingTime standing = new StandingTime();
  private final NouvelClient nouvel = client(standing);
  private final NouvelClient impatient = client(new RecordedTime());
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch working = new CountDownLatch(1);
  private final WebhookReceiver receiver = receiver(nouvel, new Heard());
  private final String job = order();

  WebhookReceiverTest() throws IOException {
    deliverTo(receiver);
  }

  @AfterEach
  void close() {
    receiver.close();
    nouvel.close();
    impatient.close();
    server.close();
  }

  @Test
  void reportIsAnsweredAndTheJobPassedOn() throws Exception {
    List<WebhookDelivery> attempts = server.webhooks().deliver(job);

    assertThat(attempts).extracting(WebhookDelivery::status).containsExactly(204);
    assertThat(next()).isEqualTo(job + " completed 1");
  }

  @Test
  void reportIsAnsweredWhileTheWorkGoesOn() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (WebhookReceiver busy =
        receiver(
            nouvel,
            new WebhookReceiver.Listener() {
              @Override
              public void ended(Job ended) {
                working.countDown();
                await(never);
              }

              @Override
              public void failed(String jobId, Throwable failure) {}
            })) {
      deliverTo(busy);
      server.webhooks().patience(Duration.ofSeconds(5));

      assertThat(server.webhooks().deliver(job)).singleElement().matches(WebhookDelivery::taken);
      await(working);
      assertThat(server.webhooks().duplicate(job).taken()).isTrue();
      never.countDown();
    }
  }

  @Test
  void duplicateIsAnsweredAndNotWorkedOn() throws Exception {
    server.webhooks().deliver(job);

    assertThat(server.webhooks().duplicate(job).status()).isEqualTo(204);
    assertThat(server.webhooks().duplicate(job).status()).isEqualTo(204);
    String other = order();
    server.webhooks().deliver(other);

    assertThat(next()).startsWith(job);
    assertThat(next()).startsWith(other);
    VideogenAssertions.assertThat(server).received(2, Endpoint.JOB);
  }

  @Test
  void wrongSignatureIsRefusedAndNothingAsked() throws Exception {
    assertThat(server.webhooks().withWrongSignature(job).status()).isEqualTo(401);

    server.webhooks().deliver(job);
    assertThat(next()).startsWith(job);
    VideogenAssertions.assertThat(server).received(1, Endpoint.JOB);
  }

  @Test
  void signatureCoversTheBytesAsTheyCame() throws Exception {
    String spaced =
        " { \"jobId\" : \"" + job + "\", \"status\":\"completed\", \"x\":\"💪\\u00e9\" } ";
    server.webhooks().deliver(job);
    next();

    assertThat(post(spaced.getBytes(StandardCharsets.UTF_8))).isEqualTo(204);
    assertThat(post("no report".getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
  }

  @Test
  void bodyBeyondTheLimitIsRefusedThoughSigned() throws Exception {
    assertThat(post(new byte[WebhookReceiver.LARGEST_BODY + 1])).isEqualTo(413);
    assertThat(post(new byte[WebhookReceiver.LARGEST_BODY])).isEqualTo(400);
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    assertThat(send(new Request.Builder().url(url(receiver)).build())).isEqualTo(405);
  }

  @Test
  void lostReportIsMadeGoodByLookingSlowly() throws Exception {
    try (WebhookReceiver looking = receiver(impatient, new Heard())) {
      looking.watch(job);

      assertThat(next()).isEqualTo(job + " completed 1");
    }
    assertThat(server.webhooks().attempts()).isEmpty();
  }

  @Test
  void cancelledJobSendsNoReportAndIsFoundByLooking() throws Exception {
    server.job().takesPolls(2).isCancelled();
    String cancelled = order();

    try (WebhookReceiver looking = receiver(impatient, new Heard())) {
      assertThat(server.webhooks().deliver(cancelled)).isEmpty();
      looking.watch(cancelled);

      assertThat(next()).isEqualTo(cancelled + " " + JobStatus.CANCELLED + " 0");
    }
  }

  @Test
  void reportEndsTheLooking() throws Exception {
    receiver.watch(job);
    receiver.watch(job);
    assertThat(standing.pauses.take()).isEqualTo(Duration.ofMinutes(2));

    server.webhooks().deliver(job);

    assertThat(next()).startsWith(job);
    await(standing.cancelled);
    receiver.watch(job);
    assertThat(standing.pauses).isEmpty();
  }

  @Test
  void reportCountsAgainWhenTheJobCouldNotBeAsked() throws Exception {
    server.onJob().respond(NouvelErrors.JOB_NOT_FOUND);
    server.webhooks().deliver(job);
    assertThat(next()).startsWith(job + " failed: nouvel job: 404");

    server.webhooks().duplicate(job);

    assertThat(next()).isEqualTo(job + " completed 1");
  }

  @Test
  void jobThatNeverEndsIsToldOf() throws Exception {
    server.job().neverEnds();
    String endless = order();
    try (WebhookReceiver looking = receiver(impatient, new Heard())) {
      looking.watch(endless);

      assertThat(next()).startsWith(endless + " failed: ");
    }
  }

  @Test
  void programEndsByItselfWithZero() throws Exception {
    File output = File.createTempFile("receiver", ".txt");
    output.deleteOnExit();
    Process program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                WebhookReceiver.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    assertThat(output)
        .content()
        .contains("report acknowledged with 204")
        .contains("440000 completed, videos to fetch: 1", "440001 completed, videos to fetch: 1");
    assertThat(program.exitValue()).isZero();
  }

  private NouvelClient client(Timekeeper time) {
    return NouvelClient.builder().apiKey(server.key()).baseUrl(server.url()).time(time).build();
  }

  private WebhookReceiver receiver(NouvelClient asking, WebhookReceiver.Listener listener)
      throws IOException {
    return new WebhookReceiver(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        WebhookVerifier.of(server.webhooks().secret()),
        asking,
        listener);
  }

  private void deliverTo(WebhookReceiver target) {
    server.webhooks().deliverTo(url(target));
  }

  private static HttpUrl url(WebhookReceiver target) {
    return HttpUrl.get("http://127.0.0.1:" + target.port() + WebhookReceiver.PATH);
  }

  private String order() throws IOException {
    return nouvel
        .api()
        .generate(
            GenerateRequest.builder("https://example.com/products/a")
                .webhookUrl("https://example.com/webhooks/nouvel")
                .build())
        .execute()
        .jobId();
  }

  private int post(byte[] body) throws IOException {
    return send(
        new Request.Builder()
            .url(url(receiver))
            .header(WebhookVerifier.SIGNATURE_HEADER, server.webhooks().signature(body))
            .post(RequestBody.create(body))
            .build());
  }

  private static int send(Request request) throws IOException {
    OkHttpClient http = new OkHttpClient();
    try (Response response =
        http.newCall(request.newBuilder().header("Connection", "close").build()).execute()) {
      return response.code();
    }
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private final class Heard implements WebhookReceiver.Listener {
    @Override
    public void ended(Job ended) {
      heard.add(ended.jobId() + " " + ended.status() + " " + ended.completed().size());
    }

    @Override
    public void failed(String jobId, Throwable failure) {
      heard.add(jobId + " failed: " + failure.getMessage());
    }
  }

  /** Pauses never end. */
  private static final class StandingTime implements Timekeeper {
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final RecordedTime recorded = new RecordedTime();

    @Override
    public Instant now() {
      return recorded.now();
    }

    @Override
    public long nanoTime() {
      return recorded.nanoTime();
    }

    @Override
    public Alarm pause(Duration length, Runnable then) {
      pauses.add(length);
      return cancelled::countDown;
    }

    @Override
    public Alarm limit(Duration length, Runnable then) {
      return recorded.limit(length, then);
    }

    @Override
    public double random() {
      return 0;
    }
  }
}
