package dev.videogen.core.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields are read leniently: a missing field, a null and one of another type
 * are alike. Numbers keep their digits. Immutable.
 *
 * <p>For error bodies, and for responses whose fields aren't documented. Values are {@code String},
 * {@code BigDecimal}, {@code Boolean}, {@code List} and {@code Map}.
 */
public final class JsonFields {
  static final JsonFields NONE = new JsonFields(Map.of());

  private final Map<String, Object> values;

  private JsonFields(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the text isn't JSON
   * @throws JsonDataException if it isn't one object, is nested more than 255 deep, or has more
   *     than 100,000 fields and list elements
   */
  public static JsonFields parse(String json) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    JsonFields fields = read(reader, new Allowance());
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new JsonDataException("something follows the object");
    }
    return fields;
  }

  /** The object that the reader is at. */
  static JsonFields read(JsonReader reader, Allowance allowance) throws IOException {
    return new JsonFields(object(reader, allowance));
  }

  /** All fields that aren't null, in the order of the text. */
  public Map<String, Object> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** A text; a number's digits where an id came as a number. Null if there is neither. */
  public @Nullable String text(String name) {
    Object value = values.get(name);
    if (value instanceof BigDecimal number) {
      return Numbers.text(number);
    }
    return value instanceof String text ? text : null;
  }

  /** A whole number, or null; fractions are cut. */
  public @Nullable Long whole(String name) {
    return values.get(name) instanceof BigDecimal number ? Numbers.whole(number) : null;
  }

  /** A whole number that fits an int, or null; fractions are cut. */
  public @Nullable Integer integer(String name) {
    return Numbers.integer(whole(name));
  }

  /** A number, or null. */
  public @Nullable Double number(String name) {
    return values.get(name) instanceof BigDecimal number
        ? Double.valueOf(number.doubleValue())
        : null;
  }

  /** True or false, or null. */
  public @Nullable Boolean flag(String name) {
    return values.get(name) instanceof Boolean flag ? flag : null;
  }

  /** A timestamp, or null if there is none that can be read. */
  public @Nullable Instant time(String name) {
    return values.get(name) instanceof String text ? LenientTimes.parse(text) : null;
  }

  /** A nested object, or null. */
  public @Nullable JsonFields object(String name) {
    return wrap(values.get(name));
  }

  /** The objects of a list; none if there is no list. */
  public List<JsonFields> objects(String name) {
    if (!(values.get(name) instanceof List<?> list)) {
      return List.of();
    }
    List<JsonFields> objects = new ArrayList<>(list.size());
    for (Object element : list) {
      JsonFields object = wrap(element);
      if (object != null) {
        objects.add(object);
      }
    }
    return objects;
  }

  @SuppressWarnings("unchecked") // Only object() makes maps.
  private static @Nullable JsonFields wrap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new JsonFields((Map<String, Object>) map) : null;
  }

  private static Map<String, Object> object(JsonReader reader, Allowance allowance)
      throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      Object value = value(reader, allowance);
      if (value != null) {
        fields.put(name, value);
      }
    }
    reader.endObject();
    return fields;
  }

  private static @Nullable Object value(JsonReader reader, Allowance allowance) throws IOException {
    allowance.take(reader);
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, allowance);
      case BEGIN_ARRAY -> list(reader, allowance);
      case STRING -> reader.nextString();
      case NUMBER -> decimal(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      default -> reader.nextNull();
    };
  }

  private static List<Object> list(JsonReader reader, Allowance allowance) throws IOException {
    List<Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      Object element = value(reader, allowance);
      if (element != null) {
        list.add(element);
      }
    }
    reader.endArray();
    return list;
  }

  private static Object decimal(String digits) {
    BigDecimal number = Numbers.decimal(digits);
    return number == null ? digits : number;
  }

  /** The fields themselves may hold prompts and scripts, so only their names are shown. */
  @Override
  public String toString() {
    return "JsonFields" + values.keySet();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonFields fields && values.equals(fields.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
