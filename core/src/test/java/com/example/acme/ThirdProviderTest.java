package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Provider;
import dev.videogen.core.download.Download;
import dev.videogen.core.endpoint.AttemptTimeout;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Required;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.json.Id;
import dev.videogen.core.json.WebUrl;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.SlidingWindowThrottle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** PROVIDERS.md, step by step: a provider that core has never heard of. */
class ThirdProviderTest {
  private static final String CLIP = "{\"id\":7,\"url\":\"https://acme.example/7.mp4\"}";

  @StartStop private final MockWebServer server = new MockWebServer();

  // Step 1
  public record ClipOrder(String text) {}

  public record Clip(@Id String id, @WebUrl String url, @Nullable Integer seconds) {}

  // Step 2
  public interface AcmeApi {
    /** Makes a clip. Costs a credit. */
    @Billable
    @AttemptTimeout(minutes = 5)
    @POST("clips")
    ApiCall<Clip> makeClip(@Body ClipOrder order);

    /** Returns where a clip stands; free. */
    @GET("clips/{id}")
    ApiCall<Clip> clip(@Required("id") @retrofit2.http.Path("id") String id);
  }

  // Step 3
  enum AcmeErrorCode implements DocumentedErrorCode {
    OUT_OF_CREDITS("Buy credits."),
    UNRECOGNISED("See the text.");

    private final String advice;

    AcmeErrorCode(String advice) {
      this.advice = advice;
    }

    @Override
    public boolean matches(ErrorResponse response) {
      return this == OUT_OF_CREDITS && response.status() == 402;
    }

    @Override
    public String advice() {
      return advice;
    }

    @Override
    public ApiException toException(Failure failure) {
      return this == OUT_OF_CREDITS ? new PaymentException(failure) : new ApiException(failure);
    }
  }

  // Step 4
  private static final Provider ACME =
      Provider.builder("acme")
          .baseUrl("https://api.acme.example/")
          .keyPrefix("ac_")
          .keyVariable("ACME_KEY")
          .errors(
              () ->
                  ErrorCatalogue.builder(AcmeErrorCode.UNRECOGNISED)
                      .codes(AcmeErrorCode.values())
                      .build())
          .lookUp("The clip may have been made: look in Acme's dashboard before ordering it again.")
          .deadline(Duration.ofMinutes(20))
          .throttle(
              time -> new SlidingWindowThrottle(10, Duration.ofMinutes(1), time, call -> true))
          .build();

  // Step 5
  public static final class AcmeClient implements AutoCloseable {
    private final ApiClient client;
    private final AcmeApi api;

    private AcmeClient(ApiClient client) {
      this.client = client;
      this.api = client.create(AcmeApi.class);
    }

    public static ClientBuilder<AcmeClient> builder() {
      return new ClientBuilder<>(ACME, AcmeClient::new);
    }

    public AcmeApi api() {
      return api;
    }

    public Download<Path> download(Clip clip, Path folder) {
      return client.downloads().downloadInto(clip.url(), folder, clip.id() + ".mp4");
    }

    @Override
    public void close() {
      client.close();
    }
  }

  // Step 6
  @Test
  void itWaitsAsLongAsToldAndPaysOnce() throws Exception {
    RecordedTime time = new RecordedTime();
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "3").build());
    server.enqueue(new MockResponse.Builder().body(CLIP).build());
    try (AcmeClient acme =
        AcmeClient.builder().apiKey("ac_secret").baseUrl(server.url("/")).time(time).build()) {
      assertThat(acme.api().makeClip(new ClipOrder("a cat")).execute().id()).isEqualTo("7");
    }
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(3));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  private AcmeClient client() {
    return AcmeClient.builder().apiKey("ac_secret").baseUrl(server.url("/")).build();
  }

  @Test
  void itsErrorsAreTyped() throws Exception {
    server.enqueue(new MockResponse.Builder().code(402).body("{\"error\":\"broke\"}").build());
    try (AcmeClient acme = client()) {
      ApiCall<Clip> call = acme.api().makeClip(new ClipOrder("a cat"));

      assertThatThrownBy(call::execute)
          .isInstanceOf(PaymentException.class)
          .hasMessage("acme makeClip: 402 OUT_OF_CREDITS \"broke\" - Buy credits.");
    }
    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Bearer ac_secret");
  }

  @Test
  void whatMayHaveBeenChargedIsNotSentAgain() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).body("<html>").build());
    try (AcmeClient acme = client()) {
      ApiCall<Clip> call = acme.api().makeClip(new ClipOrder("a cat"));

      assertThatThrownBy(call::execute)
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("look in Acme's dashboard");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aReadIsFree() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(new MockResponse.Builder().body(CLIP).build());
    RecordedTime time = new RecordedTime();
    try (AcmeClient acme =
        AcmeClient.builder().apiKey("ac_secret").baseUrl(server.url("/")).time(time).build()) {
      assertThat(acme.api().clip("7").execute().seconds()).isNull();
    }
  }

  @Test
  void itsPaidCallsGetIdempotencyKeysToo(@TempDir Path folder) throws Exception {
    server.enqueue(new MockResponse.Builder().body(CLIP).build());
    for (int process = 0; process < 2; process++) {
      try (FileLedger ledger = FileLedger.open(folder.resolve("clips.ledger"));
          AcmeClient acme =
              AcmeClient.builder()
                  .apiKey("ac_secret")
                  .baseUrl(server.url("/"))
                  .ledger(ledger)
                  .spendingLimit(SpendingLimit.of(1).videosPer(Duration.ofDays(1)))
                  .build()) {
        ApiCall<Clip> call = acme.api().makeClip(new ClipOrder("a cat"));

        assertThat(call.idempotencyKey("shop-1").execute().id()).isEqualTo("7");
        assertThatThrownBy(call::execute).isInstanceOf(SpendingLimitException.class);
      }
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  public interface BlockingApi {
    @Billable
    @POST("clips")
    Clip makeClip(@Body ClipOrder order) throws IOException;
  }

  @Test
  void aMethodMayBlockAndReturnTheValue() throws Exception {
    server.enqueue(new MockResponse.Builder().body(CLIP).build());
    try (ApiClient client =
        new ClientBuilder<>(ACME, Function.identity())
            .apiKey("ac_secret")
            .baseUrl(server.url("/"))
            .build()) {
      Clip clip = client.create(BlockingApi.class).makeClip(new ClipOrder("a cat"));

      assertThat(clip.url()).isEqualTo("https://acme.example/7.mp4");
    }
  }

  @Test
  void everyStepOfTheGuideStandsHere() throws Exception {
    String here =
        Files.readString(
            Path.of(
                "src/test/java", ThirdProviderTest.class.getName().replace('.', '/') + ".java"));
    List<String> steps =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("PROVIDERS.md")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(steps).hasSize(6);
    for (String step : steps) {
      assertThat(withoutSpace(here)).contains(withoutSpace(step));
    }
  }

  /** Two types are called Path: one of them is written out here. */
  private static String withoutSpace(String code) {
    return code.replace("@retrofit2.http.Path(", "@Path(").replaceAll("\\s+", "");
  }
}
