package dev.videogen.core;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object from a text that may hold something else, or something before it. */
final class LenientJson {
  private static final JsonAdapter<Map<String, Object>> OBJECTS =
      new Moshi.Builder()
          .build()
          .adapter(Types.newParameterizedType(Map.class, String.class, Object.class));

  private LenientJson() {}

  /** The object's fields without the null ones, or none. */
  static Map<String, Object> object(String text) {
    Map<String, Object> whole = parse(text);
    if (whole == null) {
      // PHP prints its warnings before the document.
      int brace = text.indexOf("{\"");
      whole = brace > 0 ? parse(text.substring(brace)) : null;
    }
    if (whole == null) {
      return Map.of();
    }
    whole.values().removeIf(value -> value == null);
    return whole;
  }

  private static @Nullable Map<String, Object> parse(String text) {
    try {
      Buffer buffer = new Buffer().writeUtf8(text);
      JsonReader reader = JsonReader.of(buffer);
      return reader.peek() == JsonReader.Token.BEGIN_OBJECT ? OBJECTS.fromJson(reader) : null;
    } catch (IOException | JsonDataException notAnObject) {
      return null;
    }
  }
}
