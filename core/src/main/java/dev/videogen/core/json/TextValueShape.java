package dev.videogen.core.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;

/** A {@link TextValue}: any JSON string. */
final class TextValueShape implements Shape {
  private final RecordConstructor constructor;

  TextValueShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != 1 || components[0].getType() != String.class) {
      throw new IllegalArgumentException(type + ": a TextValue must be a record of one String");
    }
    constructor = new RecordConstructor(type);
  }

  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    Object text = Scalar.TEXT.read(reader, allowance);
    return text instanceof Misfit ? text : constructor.make(text);
  }

  @Override
  public void write(JsonWriter writer, Object value) throws IOException {
    writer.value(((TextValue) value).value());
  }
}
