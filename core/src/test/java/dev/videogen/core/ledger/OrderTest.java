package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OrderTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void aKeyHasUpTo200Characters() {
    assertThat(Order.checkKey("k".repeat(200))).hasSize(200);
    assertThat(Order.checkKey("🎬".repeat(200))).isNotEmpty();
    assertRefused(
        "k".repeat(201),
        "idempotencyKey: \"" + "k".repeat(60) + "…\", 201 characters, at most 200");
  }

  @Test
  void aKeyIsNotBlank() {
    assertRefused("", "idempotencyKey: \"\", must not be blank");
    assertRefused(" \t", "idempotencyKey: \" \\u0009\", must not be blank");
  }

  @Test
  void aKeyHasNoControlCharacters() {
    assertRefused(
        "shop\n42\u001b[2J",
        "idempotencyKey: \"shop\\u000a42\\u001b[2J\", must have no control characters");
    assertRefused("shop\u0085", "idempotencyKey: \"shop\\u0085\", must have no control characters");
  }

  @Test
  void aKeyHasNoHalfCharacters() {
    assertRefused(
        "shop\ud83c", "idempotencyKey: \"shop\\ud83c\", must have no half of a surrogate pair");
  }

  private static void assertRefused(String key, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Order.checkKey(key)).withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Order(key, "acme", "nouvel/generate", HASH))
        .withMessage(message);
  }

  @Test
  void theOtherFieldsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Order("k", " ", "nouvel/generate", HASH))
        .withMessage("account: \" \", must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Order("k", "acme", "a\tb", HASH))
        .withMessage("endpoint: \"a\\u0009b\", must have no control characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Order("k", "acme", "nouvel/generate", "ABCD"))
        .withMessage("bodySha256: \"ABCD\", must be 64 lower-case hexadecimal digits");
  }
}
