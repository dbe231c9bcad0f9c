package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Failure;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  /** Line ends, terminal escapes, C1 controls, separators, and what turns the direction. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069,
        0x200e, 0x200f, 0x061c, 0x200b, 0xfeff
      })
  void aServicesTextForgesNoLogLine(int evil) {
    String text = "paid" + (char) evil + "INFO all is well";
    server.enqueue(
        new MockResponse.Builder()
            .code(402)
            .body(
                """
                {"error":"TEXT","reason":"again TEXT"}
                """
                    .replace("TEXT", String.format("paid\\u%04xINFO all is well", evil)))
            .build());
    try (ApiClient client = TestApi.client(server, clean).build()) {
      ApiException failure =
          catchThrowableOfType(
              ApiException.class,
              () -> client.create(TestApi.class).buy(new TestApi.Order("a cat")).execute());

      assertThat(failure.error()).isEqualTo(text);
      assertThat(failure.getMessage().chars()).doesNotContain(evil);
      assertThat(failure.getMessage()).contains("paid INFO all is well");
      assertThat(Failure.oneLine(text)).isEqualTo("paid INFO all is well");
    }
  }
}
