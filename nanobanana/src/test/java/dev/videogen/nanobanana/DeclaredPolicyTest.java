package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.videogen.core.ApiClient;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.endpoint.AttemptTimeout;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Billable.ServerFaults;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** What each endpoint declares of itself. */
class DeclaredPolicyTest {
  private record Policy(ServerFaults faults, int seconds) {}

  @Test
  void everyEndpointHasItsPolicy() {
    Map<String, Policy> policies = new TreeMap<>();
    for (Method method : NanoBananaApi.class.getMethods()) {
      if (method.isDefault()) {
        continue;
      }
      GET get = method.getAnnotation(GET.class);
      String path =
          get != null ? "GET " + get.value() : "POST " + method.getAnnotation(POST.class).value();
      Billable billable = method.getAnnotation(Billable.class);
      AttemptTimeout timeout = method.getAnnotation(AttemptTimeout.class);
      policies.put(
          path,
          new Policy(
              billable == null ? null : billable.serverFaults(),
              timeout == null ? 0 : timeout.minutes() * 60 + timeout.seconds()));
    }

    assertThat(policies)
        .containsOnly(
            Map.entry("POST text-to-video.php", new Policy(ServerFaults.FINAL, 900)),
            Map.entry("POST image-to-video.php", new Policy(ServerFaults.FINAL, 900)),
            Map.entry("GET video-status.php", new Policy(null, 0)));
  }

  /** The client itself checks each method no sooner than it is called. */
  @Test
  void everyEndpointCanBeImplemented() {
    try (ApiClient client =
        new ClientBuilder<>(NanoBananaClient.PROVIDER, Function.identity())
            .apiKey("nb_test")
            .build()) {
      assertThatCode(() -> client.create(NanoBananaApi.class)).doesNotThrowAnyException();
    }
  }
}
