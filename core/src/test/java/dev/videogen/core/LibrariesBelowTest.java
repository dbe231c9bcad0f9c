package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import retrofit2.http.GET;

/** Where the libraries below would do as they like: answers taken apart, requests sent again. */
class LibrariesBelowTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = new MockWebServer();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(new RecordedTime());
  }

  interface RawApi {
    @GET("raw")
    ApiCall<ResponseBody> raw();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAnswerWithoutContentIsAnEmptyRawBody(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().code(204).build());
    try (ApiClient client = builder().build()) {
      RawApi api = client.create(RawApi.class);
      ResponseBody body = mode.call(api.raw());

      assertThat(body.string()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anAnswerThatAnInterceptorTurnedIntoAnErrorIsATypedFailure(Mode mode) throws Exception {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    try (ApiClient client =
        builder()
            .addInterceptor(chain -> chain.proceed(chain.request()).newBuilder().code(402).build())
            .build()) {
      TestApi api = client.create(TestApi.class);
      Throwable failure = catchThrowable(() -> mode.call(api.read()));

      assertThat(failure).isInstanceOf(PaymentException.class);
    }
  }

  interface PaidRead {
    @Billable
    @GET("buy")
    TestApi.Answer buy() throws IOException;
  }

  @Test
  void aBillableGetIsRefusedForOkHttpMaySendItAgain() {
    try (ApiClient client = builder().build()) {
      PaidRead api = client.create(PaidRead.class);

      assertThatThrownBy(api::buy)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("buy: @Billable on GET, which OkHttp may send again by itself");
    }
    assertThat(server.getRequestCount()).isZero();
  }
}
