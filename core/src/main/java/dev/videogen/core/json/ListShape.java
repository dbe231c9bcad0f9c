package dev.videogen.core.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A list, read without the elements that don't fit; if none fits, the list doesn't. */
record ListShape(Shape element) implements Shape {
  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
      return Misfit.skip(reader, Misfit.NO_LIST);
    }
    List<Object> list = new ArrayList<>();
    reader.beginArray();
    boolean empty = !reader.hasNext();
    while (reader.hasNext()) {
      allowance.take(reader);
      Object value = element.read(reader, allowance);
      if (!(value instanceof Misfit)) {
        list.add(value);
      }
    }
    reader.endArray();
    return list.isEmpty() && !empty ? Misfit.NO_ELEMENT : List.copyOf(list);
  }

  @Override
  public void write(JsonWriter writer, Object value) throws IOException {
    writer.beginArray();
    for (Object each : (List<?>) value) {
      element.write(writer, each);
    }
    writer.endArray();
  }
}
