package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Mode;
import dev.videogen.core.TestApi;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's interceptor can ask and refuse, with core's public API alone. */
class OwnInterceptorsTest {
  private static final MockResponse OK = new MockResponse.Builder().body("{\"url\":\"v\"}").build();
  private static final MockResponse REFUSED = new MockResponse.Builder().code(429).build();

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = new MockWebServer();

  record Tenant(String name) {}

  static final class BudgetSpent extends ApiException {
    private static final long serialVersionUID = 1L;

    BudgetSpent(CallInfo call) {
      super(
          Failure.refusal(call, Instant.now(), "the day's budget is spent", "Come back tomorrow."));
    }
  }

  private ClientBuilder<ApiClient> builder() {
    return TestApi.client(server, clean).account("acme");
  }

  private static ApiCall<TestApi.Answer> buy(ApiClient client) {
    return client.create(TestApi.class).buy(new TestApi.Order("a cat"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void seeWhichCallAndAttemptARequestBelongsTo(Mode mode) throws Exception {
    server.enqueue(REFUSED);
    server.enqueue(OK);
    server.enqueue(OK);
    List<CallInfo> seen = new CopyOnWriteArrayList<>();
    Interceptor watching =
        chain -> {
          seen.add(CallInfo.of(chain.request()));
          return chain.proceed(chain.request());
        };
    try (ApiClient client =
        builder().addInterceptor(watching).addNetworkInterceptor(watching).build()) {
      mode.call(buy(client));
      mode.call(client.create(TestApi.class).read());
    }
    assertThat(seen).extracting(CallInfo::attempt).containsExactly(1, 1, 2, 2, 1, 1);
    assertThat(seen)
        .extracting(CallInfo::billable)
        .containsExactly(true, true, true, true, false, false);
    assertThat(seen).extracting(CallInfo::endpoint).contains("buy", "read");
    assertThat(seen).extracting(CallInfo::account).containsOnly("acme");
    assertThat(seen).extracting(CallInfo::provider).containsOnly("test");
    assertThat(seen.subList(0, 4)).extracting(CallInfo::id).containsOnly(seen.get(0).id());
    assertThat(seen.get(4).id()).isNotEqualTo(seen.get(0).id());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void addATenantsHeaderFromACallsTagAfterAWaitToo(Mode mode) throws Exception {
    server.enqueue(REFUSED);
    server.enqueue(OK);
    Interceptor tenants =
        chain -> {
          Request request = chain.request();
          return chain.proceed(
              request.newBuilder().header("X-Tenant", request.tag(Tenant.class).name()).build());
        };
    try (ApiClient client = builder().addInterceptor(tenants).build()) {
      mode.call(buy(client).tag(Tenant.class, new Tenant("shop-42")));
    }
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(server.takeRequest().getHeaders().get("X-Tenant")).isEqualTo("shop-42");
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void refuseWithATypeOfTheirOwn(Mode mode) {
    Interceptor spent =
        chain -> {
          throw new BudgetSpent(CallInfo.of(chain.request()));
        };
    try (ApiClient client = builder().addInterceptor(spent).build()) {
      assertThatThrownBy(() -> mode.call(buy(client)))
          .isInstanceOfSatisfying(
              BudgetSpent.class, refusal -> assertThat(refusal.charge()).isEqualTo(Charge.NONE))
          .hasMessage("test buy: \"the day's budget is spent\" - Come back tomorrow.");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRefusalAfterSendingTellsOfTheCharge(Mode mode) {
    server.enqueue(OK);
    Interceptor late =
        chain -> {
          chain.proceed(chain.request()).close();
          throw new BudgetSpent(CallInfo.of(chain.request()));
        };
    try (ApiClient client = builder().addInterceptor(late).build()) {
      assertThatThrownBy(() -> mode.call(buy(client)))
          .isInstanceOfSatisfying(
              BudgetSpent.class,
              refusal -> assertThat(refusal.charge()).isEqualTo(Charge.POSSIBLE));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRequestOfSomebodyElseIsDescribedAsFarAsItTells() throws IOException {
    CallInfo read = CallInfo.of(new Request.Builder().url("https://example.com/a").build());

    assertThat(read.provider()).isEqualTo("example.com");
    assertThat(read.billable()).isFalse();
    assertThat(read.attempt()).isZero();
  }
}
