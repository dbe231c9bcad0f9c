package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.CallInterceptor;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.BenchCall;
import dev.videogen.testkit.InterceptorBench;
import dev.videogen.testkit.NouvelErrors;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import org.junit.jupiter.api.Test;

/** The bench within a provider's client: per attempt, and once per call. */
class BenchedInterceptorsTest {
  private static final GenerateRequest ORDER = GenerateRequest.of("https://shop.example/mug");

  private static void order(BenchCall.Setup bench, boolean asynchronous) throws Exception {
    try (NouvelClient nouvel =
        NouvelClient.builder()
            .apiKey(bench.key())
            .baseUrl(bench.url())
            .client(bench.client())
            .addCallInterceptor(bench.step()::intercept)
            .time(new RecordedTime())
            .build()) {
      if (asynchronous) {
        nouvel.api().generate(ORDER).executeAsync().join();
      } else {
        nouvel.api().generate(ORDER).execute();
      }
    }
  }

  @Test
  void aCapOfOrdersIsNotTrippedByTheRetryOfARefusal() {
    AtomicInteger orders = new AtomicInteger();
    CallInterceptor capped =
        request -> {
          if (CallInfo.of(request).billable() && orders.incrementAndGet() > 1) {
            throw new IOException("the cap is reached");
          }
          return request;
        };
    InterceptorBench bench =
        InterceptorBench.ofCall(capped::intercept)
            .against(NouvelErrors.RATE_LIMITED)
            .against(NouvelErrors.RATE_LIMITED);

    bench.calling(setup -> order(setup, false)).ran(1).sent(3).returned(200);
    bench.calling(setup -> order(setup, false)).ran(1).sent(0).failedWith(IOException.class);
  }

  @Test
  void anInterceptorSeesEachAttemptWithItsCall() {
    Interceptor counting =
        chain -> {
          if (CallInfo.of(chain.request()).attempt() == 0) {
            throw new IOException("it knows no attempt");
          }
          return chain.proceed(chain.request());
        };
    for (boolean asynchronous : new boolean[] {false, true}) {
      InterceptorBench.of(counting)
          .against(NouvelErrors.RATE_LIMITED)
          .calling(setup -> order(setup, asynchronous))
          .ran(2)
          .sent(2)
          .closedEverything();
    }
  }

  @Test
  void aCallThatFailsIsTheResultsFailure() {
    Interceptor passing = chain -> chain.proceed(chain.request());
    InterceptorBench bench = InterceptorBench.of(passing).against(NouvelErrors.QUOTA_EXCEEDED);

    bench.calling(setup -> order(setup, false)).ran(1).sent(1).failedWith(IOException.class);
    assertThatThrownBy(() -> bench.calling(setup -> order(setup, false)).ran(2))
        .isInstanceOf(AssertionError.class);
  }
}
