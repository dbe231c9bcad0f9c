package dev.videogen.core.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;

/**
 * How many more values may be kept of one document. A limit on bytes isn't enough: three bytes of
 * {@code {},} become an object of fifty, and gzip packs a million of them into a few kilobytes.
 */
final class Allowance {
  static final int MOST_VALUES = 100_000;

  private int left = MOST_VALUES;

  /** Counts one list element or one field of an open object. */
  void take(JsonReader reader) {
    if (left == 0) {
      throw new JsonDataException(
          reader.getPath() + ": more than " + MOST_VALUES + " values in one document");
    }
    left--;
  }
}
