package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A type that has an adapter of its own. Such an adapter stops wherever it finds a misfit, so it
 * reads a copy.
 */
record AdapterShape(JsonAdapter<Object> adapter) implements Shape {
  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    Object value;
    try {
      value = orMissing(adapter.fromJson(reader.peekJson()));
    } catch (JsonDataException misfit) {
      value = new Misfit(null, "doesn't fit: " + misfit.getMessage());
    }
    reader.skipValue();
    return value;
  }

  private static Object orMissing(@Nullable Object value) {
    return value == null ? Misfit.MISSING : value;
  }

  @Override
  public void write(JsonWriter writer, Object value) throws IOException {
    adapter.toJson(writer, value);
  }
}
