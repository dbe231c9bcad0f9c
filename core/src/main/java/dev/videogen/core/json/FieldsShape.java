package dev.videogen.core.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;

/** An object whose fields aren't declared. */
final class FieldsShape implements Shape {
  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    return reader.peek() == JsonReader.Token.BEGIN_OBJECT
        ? JsonFields.read(reader, allowance)
        : Misfit.skip(reader, Misfit.NO_OBJECT);
  }

  @Override
  public void write(JsonWriter writer, Object value) throws IOException {
    writer.jsonValue(((JsonFields) value).asMap());
  }
}
