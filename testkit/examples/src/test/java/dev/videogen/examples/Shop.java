package dev.videogen.examples;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import java.util.function.Function;

/**
 * Orders videos by number, with a ledger. Of the documented retries it makes those that cost
 * nothing, so that each key may be charged once at most.
 */
record Shop(Function<String, ApiCall<?>> orders, Runnable end) implements AutoCloseable {
  static Shop open(PaidService service, String url, String apiKey, Ledger ledger) {
    if (service == PaidService.NOUVEL) {
      NouvelClient client = built(NouvelClient.builder(), url, apiKey, ledger);
      return new Shop(
          key ->
              client
                  .api()
                  .generate(GenerateRequest.of("https://example.com/products/" + key))
                  .idempotencyKey(key),
          client::close);
    }
    NanoBananaClient client = built(NanoBananaClient.builder(), url, apiKey, ledger);
    return new Shop(
        key ->
            client.api().textToVideo(TextToVideoRequest.builder(key).build()).idempotencyKey(key),
        client::close);
  }

  private static <C> C built(ClientBuilder<C> builder, String url, String apiKey, Ledger ledger) {
    return builder
        .apiKey(apiKey)
        .baseUrl(url)
        .ledger(ledger)
        .backoff(policy -> policy.withBillable(BillableRetry.REFUSALS_ONLY))
        .throttle(Throttle.none())
        .time(new RecordedTime())
        .build();
  }

  /** The order of that key; its body has the key, so that the fake's books can be compared. */
  ApiCall<?> order(String key) {
    return orders.apply(key);
  }

  @Override
  public void close() {
    end.run();
  }
}
