package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ApiCall;
import dev.videogen.core.CallInterceptor;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Tags;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nanobanana.AspectRatio;
import dev.videogen.nanobanana.CreditsExhaustedException;
import dev.videogen.nanobanana.GeneratedVideo;
import dev.videogen.nanobanana.ImageToVideoRequest;
import dev.videogen.nanobanana.MotionIntensity;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.NanoBananaErrorCode;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nanobanana.VideoModel;
import dev.videogen.nouvel.AcceptedJob;
import dev.videogen.nouvel.CompletedVideo;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.JobStatus;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.Reconciliation;
import dev.videogen.nouvel.WebhookEvent;
import dev.videogen.nouvel.WebhookVerifier;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.SampleVideo;
import dev.videogen.testkit.VideogenAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The READMEs' code, compiled and run: each sample stands here to the letter, but that a client of
 * the fake's takes the place of the environment's, and a temporary folder that of the current one.
 */
class ReadmeTest {
  private static final Map<String, String> STAND_INS =
      Map.of(
          "NanoBananaClient.fromEnv()", "fakeNanoBanana()",
          "NouvelClient.fromEnv()", "fakeNouvel()",
          ".apiKeyFromEnv()\n", ".apiKey(ads.key()).baseUrl(ads.url())\n",
          "NouvelClient.builder().apiKeyFromEnv()", "fakeNouvelBuilder()",
          "Path.of(\"", "folder.resolve(\"");

  private final NanoBananaServer bananas = NanoBananaServer.start();
  private final NouvelServer ads = NouvelServer.start();
  private final List<String> heard = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    bananas.close();
    ads.close();
  }

  private NanoBananaClient fakeNanoBanana() {
    return NanoBananaClient.builder()
        .apiKey(bananas.key())
        .baseUrl(bananas.url())
        .backoff(policy -> policy.withMaxAttempts(1))
        .build();
  }

  private ClientBuilder<NouvelClient> fakeNouvelBuilder() {
    RecordedTime time = new RecordedTime();
    ads.clock().follow(time::now);
    return NouvelClient.builder().apiKey(ads.key()).baseUrl(ads.url()).time(time);
  }

  private NouvelClient fakeNouvel() {
    return fakeNouvelBuilder().build();
  }

  private void reschedule(Duration wait) {
    heard.add("reschedule " + wait);
  }

  private void tellAccounting(String message) {
    heard.add("accounting " + message);
  }

  private void log(String line) {
    heard.add(line);
  }

  private void markAsPossiblyPaid(String advice) {
    heard.add("possibly paid: " + advice);
  }

  private void shorten() {
    heard.add("shorten");
  }

  private void market() throws IOException {
    // README: First call
    try (NanoBananaClient nanobanana = fakeNanoBanana()) { // NB_API_KEY
      GeneratedVideo video =
          nanobanana
              .api()
              .textToVideo(
                  TextToVideoRequest.builder("A street food vendor at a bustling night market")
                      .model(VideoModel.SEEDANCE_2)
                      .durationSeconds(6)
                      .aspectRatio(AspectRatio.RATIO_9_16)
                      .build())
              .execute();
      nanobanana.download(video, folder.resolve("outbox")).execute();
    } catch (RateLimitedException e) {
      reschedule(e.retryAfter());
    } catch (CreditsExhaustedException e) {
      tellAccounting(e.getMessage());
    }
  }

  @Test
  void theNanoBananaSampleMakesAVideo() throws Exception {
    market();
    try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
      assertThat(files.map(ReadmeTest::bytes)).containsExactly(SampleVideo.bytes());
    }
  }

  @Test
  void theNanoBananaSampleHandlesItsErrors() throws Exception {
    bananas.onTextToVideo().respond(NanoBananaErrors.RATE_LIMITED);
    market();
    bananas.onTextToVideo().respond(NanoBananaErrors.CREDITS_EXHAUSTED);
    market();
    assertThat(heard).hasSize(2).first().isEqualTo("reschedule PT14M7S");
    assertThat(heard.get(1)).startsWith("accounting nanobanana textToVideo: 403");
  }

  @Test
  void theNouvelSampleMakesAnAd() throws Exception {
    // README: Jobs
    try (NouvelClient nouvel = fakeNouvel()) { // NOUVEL_API_KEY
      Job job =
          nouvel
              .generateAndAwait(GenerateRequest.of("https://example.com/products/protein-powder"))
              .onProgress(
                  progress ->
                      log(progress.jobId() + " " + progress.stage() + " " + progress.percent()))
              .execute();
      for (CompletedVideo video : job.completed()) {
        nouvel.download(video, folder.resolve("outbox")).execute();
      }
    }
    try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
      assertThat(files.map(ReadmeTest::bytes)).containsExactly(SampleVideo.bytes());
    }
    assertThat(heard).last().asString().endsWith(" 100");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private void buy(NanoBananaClient nanobanana, TextToVideoRequest request) throws IOException {
    // nanobanana/README: Errors
    try {
      nanobanana.api().textToVideo(request).execute();
    } catch (OutcomeUnknownException e) {
      markAsPossiblyPaid(e.advice());
    } catch (ApiException e) {
      switch (NanoBananaErrorCode.of(e)) {
        case PROMPT_TOO_LONG -> shorten();
        case PLAN_REQUIRED, CREDITS_EXHAUSTED -> tellAccounting(e.supportReport());
        default -> throw e;
      }
    }
  }

  @Test
  void theErrorSampleSwitches() throws Exception {
    TextToVideoRequest request = TextToVideoRequest.builder("a cat").build();
    try (NanoBananaClient client = fakeNanoBanana()) {
      bananas
          .onTextToVideo()
          .respond(Fault.DROP_AFTER_REQUEST)
          .respond(NanoBananaErrors.PROMPT_TOO_LONG)
          .respond(NanoBananaErrors.PLAN_REQUIRED)
          .respond(NanoBananaErrors.API_KEY_UNKNOWN);
      buy(client, request);
      buy(client, request);
      buy(client, request);
      assertThatThrownBy(() -> buy(client, request)).isInstanceOf(ApiException.class);
    }
    assertThat(heard).hasSize(3);
    assertThat(heard.get(0)).startsWith("possibly paid: The video may have been made");
    assertThat(heard.get(1)).isEqualTo("shorten");
    assertThat(heard.get(2)).contains("status: 403");
  }

  private interface Vault {
    String read(String name);
  }

  @Test
  void theSettingsSampleBuilds() {
    Vault vault = name -> "nvl_" + name;
    // README: What is retried, and what it may cost
    NouvelClient nouvel =
        NouvelClient.builder()
            .apiKey(() -> vault.read("nouvel")) // asked once per attempt
            .backoff(policy -> policy.withBillable(BillableRetry.REFUSALS_ONLY).withMaxAttempts(3))
            .deadline(Duration.ofMinutes(5))
            .build();
    nouvel.close();
  }

  record Tenant(String name) {}

  // core/README: The chain
  static final class BudgetSpent extends ApiException {
    private static final long serialVersionUID = 1L;

    BudgetSpent(CallInfo call) {
      super(Failure.refusal(call, Instant.now(), "20 orders are made", "Come back tomorrow."));
    }
  }

  private AcceptedJob order(GenerateRequest request) throws IOException {
    // README: Never twice, even after a crash
    FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"));
    NouvelClient nouvel =
        NouvelClient.builder()
            .apiKey(ads.key())
            .baseUrl(ads.url())
            .ledger(ledger)
            .spendingLimit(SpendingLimit.of(20).videosPer(Duration.ofDays(1))) // if you like
            .build();
    AcceptedJob job = nouvel.api().generate(request).idempotencyKey("shop-42/clip-3").execute();
    nouvel.close();
    ledger.close();
    return job;
  }

  @Test
  void theLedgerSampleIsPaidOnceInTwoRuns() throws Exception {
    GenerateRequest request = GenerateRequest.of("https://example.com/products/protein-powder");

    assertThat(order(request)).isEqualTo(order(request));

    VideogenAssertions.assertThat(ads).charged(1);
    GenerateRequest other = GenerateRequest.of("https://example.com/products/other");
    assertThatThrownBy(() -> order(other)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A keyed order whose response was lost. */
  private ApiCall<AcceptedJob> lost(NouvelClient nouvel, GenerateRequest request) {
    ads.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    ApiCall<AcceptedJob> call = nouvel.api().generate(request).idempotencyKey("shop-42/clip-3");
    assertThatThrownBy(call::execute).isInstanceOf(OutcomeUnknownException.class);
    return call;
  }

  @Test
  void whatTheLedgerDoesNotKnowIsTold() throws Exception {
    GenerateRequest request = GenerateRequest.of("https://example.com/products/protein-powder");
    FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"));
    try (ledger;
        NouvelClient nouvel = fakeNouvelBuilder().ledger(ledger).build()) {
      ApiCall<AcceptedJob> call = lost(nouvel, request);

      assertThatThrownBy(call::execute)
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("Nothing was sent now");
    }
    VideogenAssertions.assertThat(ads).charged(1).received(1, Endpoint.GENERATE);
  }

  private static final Logger audit = LoggerFactory.getLogger("shop.audit");

  // core/README: Observers
  record Audit(CallInfo call, Tags tags) implements CallObserver {
    @Override
    public Scope
        scope() { // around all that runs for this call, on any thread, before and after waits
      MDC.MDCCloseable entry = MDC.putCloseable("tenant", tags.tag(Tenant.class).name());
      return entry::close;
    }

    @Override
    public void succeeded(CallSuccess end) {
      audit.info(
          "{}: {} attempts, waited {}, {}", call.id(), end.attempts(), end.waited(), end.cost());
    }

    @Override
    public void failed(CallFailure end) {
      audit.info("{}: charge {}, {}", call.id(), end.charge(), end.failure().getMessage());
    }
  }

  private void orderFor(Tenant acme, GenerateRequest order, AtomicInteger orders)
      throws IOException {
    OkHttpClient yourOkHttpClient = new OkHttpClient();
    // README: Your interceptors
    CallInterceptor capped = // once per call: the retry of a 429 isn't another order
        request -> {
          CallInfo call =
              CallInfo.of(request); // provider, account, endpoint, billable, attempt, id
          if (call.billable() && orders.incrementAndGet() > 20) {
            throw new BudgetSpent(call); // your type reaches the caller as it is, and isn't retried
          }
          return request;
        };
    Interceptor tenants = // once per attempt
        chain -> {
          Request request = chain.request();
          Tenant tenant = request.tag(Tenant.class);
          return chain.proceed(request.newBuilder().header("X-Tenant", tenant.name()).build());
        };
    NouvelClient nouvel =
        NouvelClient.builder()
            .apiKey(ads.key())
            .baseUrl(ads.url())
            .client(
                yourOkHttpClient) // proxy, TLS, pool and dispatcher of yours; never shut down by us
            .addCallInterceptor(capped)
            .addInterceptor(tenants)
            .addObserver(Audit::new)
            .build();

    nouvel.api().generate(order).tag(Tenant.class, acme).execute();
    nouvel.close();
  }

  @Test
  void theInterceptorSampleAddsATenantAndRefusesTheOrderBeyondTheBudget() throws Exception {
    AtomicInteger orders = new AtomicInteger(19);
    Tenant acme = new Tenant("acme");
    GenerateRequest order = GenerateRequest.of("https://example.com/products/protein-powder");
    orderFor(acme, order, orders);
    assertThatThrownBy(() -> orderFor(acme, order, orders))
        .isInstanceOfSatisfying(
            BudgetSpent.class, e -> assertThat(e.advice()).isEqualTo("Come back tomorrow."));

    assertThat(ads.requests().get(0).headers().get("X-Tenant")).isEqualTo("acme");
    assertThat(ads.charges()).isEqualTo(1);
  }

  // README: Testing
  @Test
  void aFullWindowIsWaitedOutAndPaidOnce() throws Exception {
    RecordedTime time = new RecordedTime(); // waits pass at once, and are kept
    try (NanoBananaServer server = NanoBananaServer.start();
        NanoBananaClient nanobanana =
            NanoBananaClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .time(time)
                .build()) {
      server.onTextToVideo().respond(NanoBananaErrors.RATE_LIMITED);

      nanobanana.api().textToVideo(TextToVideoRequest.builder("a cat").build()).execute();

      assertThat(time.pauses()).containsExactly(Duration.ofSeconds(847));
      VideogenAssertions.assertThat(server).charged(1);
    }
  }

  @Test
  void thePictureSampleMakesAVideo() throws Exception {
    try (NanoBananaClient nanobanana = fakeNanoBanana()) {
      // nanobanana/README: Pictures
      GeneratedVideo video =
          nanobanana
              .api()
              .imageToVideo(
                  ImageToVideoRequest.builder("https://example.com/beach.jpg")
                      .prompt("Waves roll in")
                      .motionIntensity(MotionIntensity.LOW)
                      .build())
              .execute();
      assertThat(video.videoUrl()).isNotBlank();
    }
    assertThat(bananas.charges()).isEqualTo(1);
  }

  @Test
  void theAsynchronousSampleEndsWithAFile() throws Exception {
    try (NanoBananaClient nanobanana = fakeNanoBanana()) {
      // nanobanana/README: Without holding a thread
      CompletableFuture<Path> file =
          nanobanana
              .api()
              .textToVideo(TextToVideoRequest.builder("a cat").build())
              .deadline(Duration.ofHours(1))
              .executeAsync()
              .thenCompose(
                  made -> nanobanana.download(made, folder.resolve("outbox")).executeAsync());
      assertThat(bytes(file.get(20, TimeUnit.SECONDS))).isEqualTo(SampleVideo.bytes());
    }
  }

  @Test
  void thePartialJobSampleTellsWhatCanBeUsed() throws Exception {
    ads.job().partially(1, 3);
    try (NouvelClient nouvel = fakeNouvel()) {
      GenerateRequest request =
          GenerateRequest.builder("https://example.com/products/protein-powder")
              .variantCount(3)
              .build();
      String jobId = nouvel.api().generate(request).execute().jobId();
      // nouvel/README: A job's end is a value
      Job job = nouvel.awaitJob(jobId).deadline(Duration.ofHours(1)).execute();
      if (job.status().equals(JobStatus.PARTIAL)) {
        log(job.completed().size() + " of " + job.totalProjects() + " videos");
      }
    }
    assertThat(heard).containsExactly("1 of 3 videos");
  }

  @Test
  void theWebhookSampleVerifies() throws Exception {
    String secret = ads.webhooks().secret();
    try (NouvelClient nouvel = fakeNouvel()) {
      GenerateRequest request = GenerateRequest.of("https://example.com/products/protein-powder");
      String jobId = nouvel.api().generate(request).execute().jobId();
      byte[] body = ads.webhooks().bodyOf(jobId);
      String signature = ads.webhooks().signature(body);
      // nouvel/README: Webhooks
      WebhookEvent event = WebhookVerifier.of(secret).verify(body, signature);
      assertThat(event.jobId()).isEqualTo(jobId);
    }
  }

  @Test
  void theReconcileSampleFindsTheOrder() throws Exception {
    GenerateRequest request = GenerateRequest.of("https://example.com/products/protein-powder");
    FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"));
    try (ledger;
        NouvelClient nouvel = fakeNouvelBuilder().ledger(ledger).build()) {
      lost(nouvel, request);
      // nouvel/README: An order whose outcome is unknown
      Reconciliation known = nouvel.reconcile(request, "shop-42/clip-3").execute();
      if (known.outcome() == Reconciliation.Outcome.FOUND) {
        log("paid, as " + known.projects());
      }
    }
    assertThat(heard).hasSize(1);
    VideogenAssertions.assertThat(ads).charged(1);
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, 6",
    "nanobanana/README.md, 3",
    "nouvel/README.md, 3",
    "core/README.md, 2"
  })
  void everySampleStandsHere(String document, int number) throws Exception {
    String here =
        Files.readString(
            Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java"));
    List<String> samples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../..", document)))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(samples).hasSize(number);
    for (String sample : samples) {
      assertThat(withoutSpace(here)).contains(withoutSpace(withStandIns(sample)));
    }
  }

  private static String withStandIns(String sample) {
    String filled = sample;
    for (Map.Entry<String, String> standIn : STAND_INS.entrySet()) {
      filled = filled.replace(standIn.getKey(), standIn.getValue());
    }
    return filled;
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }
}
