package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InterceptorBenchTest {
  private static final Interceptor PASSING = chain -> chain.proceed(chain.request());
  private static final Interceptor REPEATING_ONCE =
      chain -> {
        Response first = chain.proceed(chain.request());
        if (first.isSuccessful()) {
          return first;
        }
        first.close();
        return chain.proceed(chain.request());
      };

  static List<DocumentedError> everyError() {
    return DocumentedError.all();
  }

  @ParameterizedTest
  @MethodSource("everyError")
  void everyErrorReachesTheInterceptorBothWays(DocumentedError error) {
    InterceptorBench bench = InterceptorBench.of(PASSING).against(error).against(error);
    for (BenchResult result : List.of(bench.blocking(), bench.asynchronous())) {
      result.ran(1).saw(error.status()).sent(1).returned(error.status()).closedEverything();
      assertThat(result.body()).isEqualTo(error.body());
      assertThat(result.failure()).isNull();
      assertThat(result.requests().get(0).endpoint()).isIn(error.endpoints());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_AFTER_REQUEST", "TRUNCATED_BODY", "GOAWAY_BEFORE", "EMPTY_500"})
  void faultsReachTheInterceptorBothWays(Fault fault) {
    OkHttpClient once = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    InterceptorBench bench = InterceptorBench.of(PASSING).client(once).against(fault);
    for (BenchResult result : List.of(bench.blocking(), bench.asynchronous())) {
      result.ran(1).sent(1).closedEverything();
      if (fault != Fault.EMPTY_500) {
        result.failedWith(IOException.class);
      }
    }
    once.connectionPool().evictAll();
    once.dispatcher().executorService().shutdown();
  }

  @Test
  void secondAnswerFollowsTheScript() {
    InterceptorBench.of(REPEATING_ONCE)
        .against(NouvelErrors.RATE_LIMITED)
        .against(NouvelErrors.QUOTA_EXCEEDED)
        .endpoint(Endpoint.GENERATE)
        .blocking()
        .ran(1)
        .saw(429, 402)
        .returned(402)
        .closedEverything();
  }

  @Test
  void scriptEndsInProperBehaviour() {
    BenchResult result =
        InterceptorBench.of(REPEATING_ONCE).against(NanoBananaErrors.RATE_LIMITED).asynchronous();

    result.saw(429, 200).sent(2).returned(200).closedEverything();
    assertThat(result.body()).contains("\"success\":true");
    assertThat(result.attempts().get(0).method()).isEqualTo("POST");
    assertThat(result.attempts().get(0).path()).startsWith("/api/v1/");
  }

  @Test
  void networkInterceptorRunsOncePerRequest() {
    InterceptorBench.of(PASSING)
        .asNetworkInterceptor()
        .against(Fault.REQUEST_TIMEOUT_408)
        .blocking()
        .ran(2)
        .saw(408, 200)
        .closedEverything();
  }

  @Test
  void givenClientsOwnInterceptorsComeFirstAndItsThreadsStay() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    chain.proceed(chain.request().newBuilder().header("X-Tenant", "7").build()))
            .build();

    BenchResult result =
        InterceptorBench.of(PASSING).client(client).against(NouvelErrors.NOT_A_PRODUCT).blocking();

    assertThat(result.requests().get(0).headers().get("X-Tenant")).isEqualTo("7");
    assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
    client.dispatcher().executorService().shutdown();
  }

  @Test
  void whatTheInterceptorThrowsIsItsFailure() {
    Interceptor failing =
        chain -> {
          throw new IOException("of my own");
        };

    for (BenchResult result :
        List.of(
            InterceptorBench.of(failing).blocking(), InterceptorBench.of(failing).asynchronous())) {
      result.ran(1).saw().sent(0).failedWith(IOException.class);
      assertThat(result.failure()).hasMessage("of my own");
    }
  }

  @Test
  void interceptorThatNeverReturnsIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Interceptor stuck =
        chain -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return chain.proceed(chain.request());
        };

    assertThatThrownBy(() -> InterceptorBench.of(stuck).within(Duration.ofMillis(50)).blocking())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("within PT0.05S");
    never.countDown();
  }

  @Test
  void assertionsTellWhatWasSeen() {
    BenchResult result =
        InterceptorBench.of(PASSING).against(NouvelErrors.NOT_A_PRODUCT).blocking();

    assertThatThrownBy(() -> result.ran(2)).hasMessageContaining("runs: 2");
    assertThatThrownBy(() -> result.saw(200)).hasMessageContaining("status=422");
    assertThatThrownBy(() -> result.sent(0)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> result.returned(200)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> result.failedWith(IOException.class))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void downloadsAreNotForTheBench() {
    assertThatThrownBy(() -> InterceptorBench.of(PASSING).endpoint(Endpoint.DOWNLOAD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOWNLOAD");
  }
}
