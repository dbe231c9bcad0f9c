package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Offers a shape to Moshi: what doesn't fit is a {@code JsonDataException} here. */
final class ShapeAdapter extends JsonAdapter<Object> {
  final Shape shape;

  ShapeAdapter(Shape shape) {
    this.shape = shape;
  }

  @Override
  public @Nullable Object fromJson(JsonReader reader) throws IOException {
    if (reader.peek() == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    Object value = shape.read(reader, new Allowance());
    if (value instanceof Misfit misfit) {
      throw misfit.exception();
    }
    return value;
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else {
      shape.write(writer, value);
    }
  }
}
