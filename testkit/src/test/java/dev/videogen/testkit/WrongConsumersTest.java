package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Consumers with a mistake each, and the assertion that tells on them. */
class WrongConsumersTest {
  private static final String JSON =
      "{\"urls\":[\"https://example.com/products/protein-powder\"],\"variantCount\":1}";

  private final NouvelServer server = NouvelServer.start();
  private final TestClient plain = new TestClient(server);

  @AfterEach
  void stop() {
    plain.close();
    server.close();
  }

  @Test
  void doublePostIsCaught() {
    Interceptor sendsAgain =
        chain -> {
          try {
            return chain.proceed(chain.request());
          } catch (IOException lost) {
            return chain.proceed(chain.request().newBuilder().post(TestClient.body(JSON)).build());
          }
        };
    server.onGenerate().respond(Fault.DROP_AFTER_REQUEST);
    post(plain.http.newBuilder().addInterceptor(sendsAgain).build());

    assertThatThrownBy(() -> VideogenAssertions.assertThat(server).charged(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("but was 2");
    assertThatThrownBy(() -> VideogenAssertions.assertThat(server).received(1, "generate"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void leakedResponseIsCaughtOnTheClient() throws IOException {
    ConnectionWatch watch = new ConnectionWatch();
    OkHttpClient client = plain.http.newBuilder().eventListenerFactory(watch).build();

    Response leaked = client.newCall(plain.request("projects").build()).execute();

    assertThatThrownBy(() -> watch.assertNothingLeaked(Duration.ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("projects");
    leaked.close();
  }

  @Test
  void leakedResponseIsCaughtOnTheBench() {
    Interceptor drops =
        chain -> {
          Response response = chain.proceed(chain.request());
          if (response.isSuccessful()) {
            return response;
          }
          throw new IOException("status " + response.code());
        };
    Interceptor closes =
        chain -> {
          Response response = chain.proceed(chain.request());
          if (response.isSuccessful()) {
            return response;
          }
          response.close();
          throw new IOException("status " + response.code());
        };

    assertThatThrownBy(
            () -> bench(drops).against(NouvelErrors.QUOTA_EXCEEDED).blocking().closedEverything())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("responses left open: 0");
    bench(closes).against(NouvelErrors.QUOTA_EXCEEDED).blocking().closedEverything();
  }

  @Test
  void loggedKeyIsCaught() {
    StringBuilder log = new StringBuilder();
    Interceptor logs =
        chain -> {
          log.append(chain.request()).append(chain.request().header("Authorization"));
          return chain.proceed(chain.request());
        };
    post(plain.http.newBuilder().addInterceptor(logs).build());

    assertThatThrownBy(() -> VideogenAssertions.assertThat(server).keptKeysOutOf(log.toString()))
        .isInstanceOf(AssertionError.class)
        .message()
        .doesNotContain(server.key());
    assertThatThrownBy(
            () ->
                VideogenAssertions.assertThat(server)
                    .keptKeysOutOf("key nvl_***" + server.key().substring(12)))
        .isInstanceOf(AssertionError.class);
    assertThatCode(
            () -> VideogenAssertions.assertThat(server).keptKeysOutOf("POST generate nvl_***"))
        .doesNotThrowAnyException();
  }

  @Test
  void swallowedInterruptIsCaught() {
    Interceptor swallowsAndSends =
        chain -> {
          Response response = chain.proceed(chain.request());
          response.close();
          try {
            Thread.sleep(60_000); // Ends at once: the bench has interrupted the thread.
          } catch (InterruptedException swallowed) {
            return chain.proceed(chain.request());
          }
          return response;
        };
    Interceptor swallowsAndFails =
        chain -> {
          chain.proceed(chain.request()).close();
          Thread.interrupted();
          throw new IOException("gave up");
        };
    Interceptor passesItOn =
        chain -> {
          chain.proceed(chain.request()).close();
          if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted while waiting");
          }
          return chain.proceed(chain.request());
        };
    Interceptor restoresIt =
        chain -> {
          Response response = chain.proceed(chain.request());
          response.close();
          throw new IOException("gave up, and left the interrupt as it was");
        };

    for (Interceptor wrong : new Interceptor[] {swallowsAndSends, swallowsAndFails}) {
      BenchResult result = bench(wrong).against(NouvelErrors.RATE_LIMITED).interrupted();
      assertThatThrownBy(result::honouredInterrupt).isInstanceOf(AssertionError.class);
    }
    for (Interceptor right : new Interceptor[] {passesItOn, restoresIt}) {
      bench(right).against(NouvelErrors.RATE_LIMITED).interrupted().honouredInterrupt();
    }
  }

  private static InterceptorBench bench(Interceptor interceptor) {
    return InterceptorBench.of(interceptor);
  }

  private void post(OkHttpClient client) {
    assertThatCode(
            () ->
                client
                    .newCall(plain.request("generate").post(TestClient.body(JSON)).build())
                    .execute()
                    .close())
        .doesNotThrowAnyException();
  }
}
