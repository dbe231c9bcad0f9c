package dev.videogen.core.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a paid call asks for, as far as a ledger may know it: enough to tell it from another one,
 * and neither the prompt nor a credential.
 *
 * @param key the caller's idempotency key: up to 200 characters, not blank, no control characters
 * @param account a name for whose account pays, never the API key nor anything derived from it; up
 *     to 200 characters
 * @param endpoint the provider and the endpoint, as in {@code nouvel/generate}; up to 200
 *     characters
 * @param bodySha256 the SHA-256 of the request's body, as 64 lower-case hexadecimal digits
 */
public record Order(String key, String account, String endpoint, String bodySha256) {
  private static final int LONGEST = 200;
  private static final int SHA_256_DIGITS = 64;

  /**
   * Checks all four.
   *
   * @throws IllegalArgumentException naming the field, the rule and the value
   */
  public Order {
    checkKey(key);
    checkAccount(account);
    PlainText.checked("endpoint", endpoint, LONGEST);
    if (!isSha256(PlainText.checked("bodySha256", bodySha256, LONGEST))) {
      throw new IllegalArgumentException(
          "bodySha256: \"" + bodySha256 + "\", must be 64 lower-case hexadecimal digits");
    }
  }

  /**
   * Checks a key alone, for who wants to refuse it before there is an order.
   *
   * @return the key
   * @throws IllegalArgumentException naming the rule and the value
   */
  public static String checkKey(String key) {
    return PlainText.checked("idempotencyKey", key, LONGEST);
  }

  /**
   * Checks an account's name alone.
   *
   * @return the name
   * @throws IllegalArgumentException naming the rule and the value
   */
  public static String checkAccount(String name) {
    return PlainText.checked("account", name, LONGEST);
  }

  /** The provider: what the endpoint's name begins with. */
  public String provider() {
    int slash = endpoint.indexOf('/');
    return slash < 0 ? endpoint : endpoint.substring(0, slash);
  }

  private static boolean isSha256(String text) {
    boolean digits = text.length() == SHA_256_DIGITS;
    for (int i = 0; digits && i < SHA_256_DIGITS; i++) {
      char c = text.charAt(i);
      digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return digits;
  }

  /** What of {@code other} isn't the same, in words for a message; null if all is. */
  @Nullable String differenceFrom(Order other) {
    List<String> differing = new ArrayList<>(3);
    if (!account.equals(other.account)) {
      differing.add("account");
    }
    if (!endpoint.equals(other.endpoint)) {
      differing.add("endpoint");
    }
    if (!bodySha256.equals(other.bodySha256)) {
      differing.add("body");
    }
    return differing.isEmpty() ? null : String.join(", ", differing);
  }
}
