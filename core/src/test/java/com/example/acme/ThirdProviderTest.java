package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Provider;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** A provider that core has never heard of, with core's public API alone. */
class ThirdProviderTest {
  public record Order(String text) {}

  public record Clip(String url) {}

  public interface AcmeApi {
    @Billable
    @POST("clips")
    Clip makeClip(@Body Order order) throws IOException;

    @Billable
    @POST("clips")
    ApiCall<Clip> clip(@Body Order order);
  }

  enum AcmeCode implements DocumentedErrorCode {
    BROKE,
    UNRECOGNISED;

    @Override
    public boolean matches(ErrorResponse answer) {
      return this == BROKE && answer.status() == 402;
    }

    @Override
    public String advice() {
      return this == BROKE ? "Pay." : "See the text.";
    }

    @Override
    public ApiException toException(Failure failure) {
      return this == BROKE ? new PaymentException(failure) : new ApiException(failure);
    }
  }

  private static final Provider ACME =
      Provider.builder("acme")
          .baseUrl("https://api.acme.example/")
          .keyPrefix("ac_")
          .keyVariable("ACME_KEY")
          .errors(
              () -> ErrorCatalogue.builder(AcmeCode.UNRECOGNISED).codes(AcmeCode.values()).build())
          .build();

  @StartStop private final MockWebServer server = new MockWebServer();

  @Test
  void aProviderOfOnesOwnGetsTheWholeChain() throws Exception {
    RecordedTime time = new RecordedTime();
    try (ApiClient client =
        new ClientBuilder<>(ACME, Function.identity())
            .apiKey("ac_secret")
            .baseUrl(server.url("/"))
            .time(time)
            .build()) {
      AcmeApi acme = client.create(AcmeApi.class);
      server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "3").build());
      server.enqueue(new MockResponse.Builder().body("{\"url\":\"https://clip\"}").build());
      server.enqueue(new MockResponse.Builder().code(402).body("{\"error\":\"broke\"}").build());

      assertThat(acme.makeClip(new Order("a cat")).url()).isEqualTo("https://clip");
      assertThat(time.pauses()).containsExactly(Duration.ofSeconds(3));
      assertThatThrownBy(() -> acme.makeClip(new Order("a cat")))
          .isInstanceOf(PaymentException.class)
          .hasMessage("acme makeClip: 402 BROKE \"broke\" - Pay.");
      assertThat(server.takeRequest().getHeaders().get("Authorization"))
          .isEqualTo("Bearer ac_secret");
    }
  }

  @Test
  void itsPaidCallsGetIdempotencyKeysToo(@TempDir Path folder) throws Exception {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"https://clip\"}").build());
    for (int process = 0; process < 2; process++) {
      try (FileLedger ledger = FileLedger.open(folder.resolve("clips.ledger"));
          ApiClient client =
              new ClientBuilder<>(ACME, Function.identity())
                  .apiKey("ac_secret")
                  .baseUrl(server.url("/"))
                  .ledger(ledger)
                  .spendingLimit(SpendingLimit.of(1).videosPer(Duration.ofDays(1)))
                  .build()) {
        ApiCall<Clip> call = client.create(AcmeApi.class).clip(new Order("a cat"));

        assertThat(call.idempotencyKey("shop-1").execute().url()).isEqualTo("https://clip");
        assertThatThrownBy(call::execute).isInstanceOf(SpendingLimitException.class);
      }
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }
}
