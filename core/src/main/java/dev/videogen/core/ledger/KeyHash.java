package dev.videogen.core.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * 128 bits that stand for a key in memory: SipHash-1-4 of 128 bits, keyed anew in each process, so
 * that nobody can choose keys that collide.
 */
record KeyHash(long high, long low) {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long SEED_0;
  private static final long SEED_1;

  static {
    SecureRandom random = new SecureRandom();
    SEED_0 = random.nextLong();
    SEED_1 = random.nextLong();
  }

  static KeyHash of(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  static KeyHash of(byte[] bytes, int from, int to) {
    return of(bytes, from, to, SEED_0, SEED_1);
  }

  static KeyHash of(byte[] bytes, int from, int to, long seed0, long seed1) {
    long v0 = seed0 ^ 0x736f6d6570736575L;
    long v1 = seed1 ^ 0x646f72616e646f6dL ^ 0xee;
    long v2 = seed0 ^ 0x6c7967656e657261L;
    long v3 = seed1 ^ 0x7465646279746573L;
    int at = from;
    boolean last = false;
    long high = 0;
    // Words of the text, the word with its rest and length, then rounds for each half of the hash.
    for (int rounds = 0; rounds < 8; ) {
      long word = 0;
      if (to - at >= Long.BYTES) {
        word = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
      } else if (!last) {
        last = true;
        for (int i = to - 1; i >= at; i--) {
          word = word << 8 | (bytes[i] & 0xff);
        }
        word |= (long) (to - from) << 56;
      } else {
        if (rounds == 0) {
          v2 ^= 0xee;
        } else if (rounds == 4) {
          high = v0 ^ v1 ^ v2 ^ v3;
          v1 ^= 0xdd;
        }
        rounds++;
      }
      v3 ^= word;
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= word;
    }
    return new KeyHash(high, v0 ^ v1 ^ v2 ^ v3);
  }
}
