package dev.videogen.core.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;

/** How a declared type is read from JSON, leniently, and written. */
interface Shape {
  /**
   * Reads one value whole, whether it fits or not. What is thrown ends the document: it isn't JSON,
   * is nested too deeply, or holds too much.
   *
   * @return the value, or a {@link Misfit}
   */
  Object read(JsonReader reader, Allowance allowance) throws IOException;

  void write(JsonWriter writer, Object value) throws IOException;
}
