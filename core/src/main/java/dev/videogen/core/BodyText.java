package dev.videogen.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * The beginning of a body as text.
 *
 * @param text what was read
 * @param truncated whether more followed, or the body broke off
 */
record BodyText(String text, boolean truncated) {
  /** Enough for any error message; what a gateway or an attacker adds is not read. */
  static final int LIMIT = 64 * 1024;

  /**
   * Reads at most {@link #LIMIT} bytes, inflated ones included. A body that breaks off is cut
   * there, for its status is worth more than its end.
   */
  static BodyText read(ResponseBody body) {
    Buffer read = new Buffer();
    boolean broken = false;
    try {
      while (read.size() <= LIMIT) {
        if (body.source().read(read, LIMIT + 1 - read.size()) == -1) {
          break;
        }
      }
    } catch (IOException | IllegalStateException brokeOff) {
      broken = true;
    }
    boolean more = read.size() > LIMIT;
    byte[] bytes;
    try {
      bytes = read.readByteArray(Math.min(read.size(), LIMIT));
    } catch (EOFException impossible) {
      throw new AssertionError("a buffer holds what its size says", impossible);
    }
    return new BodyText(decode(bytes), broken || more);
  }

  static BodyText of(byte[] bytes) {
    int length = Math.min(bytes.length, LIMIT);
    return new BodyText(decode(Arrays.copyOf(bytes, length)), length < bytes.length);
  }

  /**
   * UTF-8, whatever the platform's charset; bytes that aren't UTF-8 are Latin-1. A character cut in
   * half at the end is dropped, so that the cut doesn't turn the whole into Latin-1.
   */
  private static String decode(byte[] bytes) {
    int start =
        bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF
            ? 3
            : 0;
    for (int cut = 0; cut <= 3 && bytes.length - cut >= start; cut++) {
      try {
        return UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, start, bytes.length - cut - start))
            .toString();
      } catch (CharacterCodingException notUtf8) {
        if (bytes.length < LIMIT) {
          break;
        }
      }
    }
    return new String(bytes, start, bytes.length - start, ISO_8859_1);
  }
}
