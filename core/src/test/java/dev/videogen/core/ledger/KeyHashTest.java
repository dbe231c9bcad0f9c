package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against another implementation of SipHash, which has the published vectors right. */
class KeyHashTest {
  private static final long SEED_0 = 0x0706050403020100L;
  private static final long SEED_1 = 0x0f0e0d0c0b0a0908L;

  @ParameterizedTest
  @CsvSource({
    "'', 52af71b2d28bedc8, 6cf888ed5b953663",
    "a, 0dd5c5e6b2c57a18, e595475561117bc6",
    "shop-42, f6f2b909f0caf9e7, 5f25b8c4016966bc",
    "shop-42/, 10e531f8658b90d8, 43331280e484df37",
    "shop-42/clip-3, 500823eef4f86413, 5aa1496bdcce6b47",
  })
  void itIsSipHash(String key, String high, String low) {
    byte[] bytes = ("<" + key + ">").getBytes(StandardCharsets.UTF_8);

    assertThat(KeyHash.of(bytes, 1, bytes.length - 1, SEED_0, SEED_1))
        .isEqualTo(new KeyHash(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
  }

  @Test
  void bytesAreUnsigned() {
    byte[] bytes = "\u00ff".repeat(17).getBytes(StandardCharsets.ISO_8859_1);

    assertThat(KeyHash.of(bytes, 0, bytes.length, SEED_0, SEED_1))
        .isEqualTo(new KeyHash(0xa66708963406ab4cL, 0xa115b3a5d934d919L));
  }

  @Test
  void aTextAndItsBytesHashAlike() {
    byte[] bytes = "shop-42/clip-3".getBytes(StandardCharsets.UTF_8);

    assertThat(KeyHash.of("shop-42/clip-3")).isEqualTo(KeyHash.of(bytes, 0, bytes.length));
  }
}
