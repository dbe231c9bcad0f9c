package dev.videogen.core.logging;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.videogen.core.errors.Failure;
import java.io.IOException;
import okio.Buffer;

/** JSON on one line, as a log may show it. */
final class StruckJson {
  private final JsonReader reader;
  private final StringBuilder line = new StringBuilder();

  private StruckJson(JsonReader reader) {
    this.reader = reader;
  }

  static String of(Buffer body) {
    long size = body.size();
    StruckJson json = new StruckJson(JsonReader.of(body));
    try {
      json.value("");
      return json.line.toString();
    } catch (IOException | JsonDataException none) {
      return "(" + size + " bytes that aren't JSON)";
    }
  }

  private void value(String field) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> array(field);
      case STRING -> line.append('"').append(Texts.shown(field, reader.nextString())).append('"');
      case NUMBER -> line.append(number(reader.nextString()));
      case BOOLEAN -> line.append(reader.nextBoolean());
      default -> {
        reader.skipValue();
        line.append("null");
      }
    }
  }

  private static String number(String digits) {
    return digits.length() <= 40 ? digits : Texts.STRUCK;
  }

  private void object() throws IOException {
    reader.beginObject();
    line.append('{');
    String separator = "";
    while (reader.hasNext()) {
      String name = reader.nextName();
      line.append(separator).append('"').append(Failure.oneLine(name)).append("\":");
      value(name);
      separator = ",";
    }
    reader.endObject();
    line.append('}');
  }

  private void array(String field) throws IOException {
    reader.beginArray();
    line.append('[');
    String separator = "";
    while (reader.hasNext()) {
      line.append(separator);
      value(field);
      separator = ",";
    }
    reader.endArray();
    line.append(']');
  }
}
