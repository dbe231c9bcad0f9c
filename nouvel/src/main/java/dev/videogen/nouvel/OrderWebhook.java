package dev.videogen.nouvel;

import dev.videogen.core.ledger.Order;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An order's idempotency key in the URL that its job's end is reported to, so that a report proves
 * that the order was accepted, and tells which job it became. That the service keeps the query of a
 * {@code webhookUrl} isn't documented: a receiver must do without the key, too. A report's
 * signature covers its body and not the URL, so keep the receiver's URL to yourself: who knows it
 * and has a report can send that one again with another key.
 *
 * <pre>{@code
 * String key = "shop-42/clip-3";
 * GenerateRequest request =
 *     GenerateRequest.builder(page)
 *         .webhookUrl(OrderWebhook.url("https://shop.example/hooks/nouvel", key))
 *         .build();
 * nouvel.api().generate(request).idempotencyKey(key).execute();
 * ...
 * String reported = OrderWebhook.key(received.url()); // in the receiver
 * if (reported != null) {
 *   nouvel.reconcile(verifier.verify(body, signature), reported);
 * }
 * }</pre>
 */
public final class OrderWebhook {
  private static final String PARAMETER = "order";

  private OrderWebhook() {}

  /**
   * The URL with the key in its query.
   *
   * @throws IllegalArgumentException if it is no URL, or the key none
   */
  public static String url(String webhookUrl, String idempotencyKey) {
    HttpUrl parsed = HttpUrl.parse(webhookUrl);
    if (parsed == null) {
      throw new IllegalArgumentException("webhookUrl: \"" + webhookUrl + "\", must be a URL");
    }
    return parsed
        .newBuilder()
        .setQueryParameter(PARAMETER, Order.checkKey(idempotencyKey))
        .build()
        .toString();
  }

  /**
   * The key in the URL of a report.
   *
   * @param url whole, or its path and query as servers give it
   * @return null if there is none
   */
  public static @Nullable String key(String url) {
    HttpUrl base = HttpUrl.get("https://receiver.invalid/");
    HttpUrl parsed = base.resolve(url);
    return parsed == null ? null : parsed.queryParameter(PARAMETER);
  }
}
