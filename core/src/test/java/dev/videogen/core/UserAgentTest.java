package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests say who makes them. */
class UserAgentTest {
  private static final String LIBRARY = "videogen/\\S+ \\(test\\) okhttp/5\\S+";

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client().apiKey("k_secret").baseUrl(server.url("/")).client(clean.client());
  }

  private String agent(Mode mode, ApiClient client) throws Exception {
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    try (client) {
      mode.call(client.create(TestApi.class).buy(new TestApi.Order("a cat")));
    }
    return server.takeRequest().getHeaders().get("User-Agent");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void namesLibraryProviderAndOkHttp(Mode mode) throws Exception {
    assertThat(agent(mode, builder().build())).matches(LIBRARY);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void beginsWithTheApplicationsOwn(Mode mode) throws Exception {
    assertThat(agent(mode, builder().userAgent("shop/1.4 (ops@shop.example)").build()))
        .matches("shop/1\\.4 \\(ops@shop\\.example\\) " + LIBRARY);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInterceptorsOwnTakesItsPlace(Mode mode) throws Exception {
    ApiClient client =
        builder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain.request().newBuilder().header("User-Agent", "mine").build()))
            .build();
    assertThat(agent(mode, client)).isEqualTo("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\r\nX-Admin: 1", "caf\u00e9"})
  void whatNoHeaderMayHoldIsRefused(String application) {
    assertThatThrownBy(() -> TestApi.client().userAgent(application))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("userAgent: ");
  }

  @Test
  void aLongOneIsRefused() {
    assertThatThrownBy(() -> TestApi.client().userAgent("a".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
