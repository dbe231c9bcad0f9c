package dev.videogen.core;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.testing.RecordedTime;
import java.util.function.Function;
import mockwebserver3.MockWebServer;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** A small service of each kind of endpoint. */
public interface TestApi {
  record Order(String text) {}

  record Answer(String url) {}

  @GET("read")
  ApiCall<Answer> read();

  @Billable
  @POST("buy")
  ApiCall<Answer> buy(@Body Order order);

  /** The codes of the service. */
  enum Code implements DocumentedErrorCode {
    BROKE(402, PaymentException::new),
    LIMITED(429, RateLimitedException::new),
    UNRECOGNISED(0, ApiException::new);

    private final int status;
    private final Function<Failure, ApiException> type;

    Code(int status, Function<Failure, ApiException> type) {
      this.status = status;
      this.type = type;
    }

    @Override
    public boolean matches(ErrorResponse response) {
      return response.status() == status;
    }

    @Override
    public String advice() {
      return "Do what " + name() + " says.";
    }

    @Override
    public ApiException toException(Failure failure) {
      return type.apply(failure);
    }
  }

  Provider PROVIDER =
      Provider.builder("test")
          .baseUrl("https://api.test.example/")
          .keyPrefix("k_")
          .keyVariable("TEST_KEY")
          .keyHeaders("X-API-Key")
          .errors(() -> ErrorCatalogue.builder(Code.UNRECOGNISED).codes(Code.values()).build())
          .lookUp("Look it up.")
          .build();

  /** A client of that server, on the watched one, in recorded time unless told otherwise. */
  static ClientBuilder<ApiClient> client(MockWebServer server, CleanExit clean) {
    return client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(new RecordedTime());
  }

  static ClientBuilder<ApiClient> client() {
    return new ClientBuilder<>(PROVIDER, Function.identity());
  }
}
