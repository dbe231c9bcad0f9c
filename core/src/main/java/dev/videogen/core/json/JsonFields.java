package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields are read leniently: a missing field, a null and one of another type
 * are alike. Numbers keep their digits. Immutable.
 *
 * <p>Models are read through it, because one malformed detail is no reason to lose an answer that
 * was paid for. Values are {@code String}, {@code BigDecimal}, {@code Boolean}, {@code List} and
 * {@code Map}.
 */
public final class JsonFields {
  /** Beyond this many digits before the point no number fits a long. */
  private static final double LARGEST = 0x1p63;

  /**
   * Reading a number takes time by the square of its length, and none that means something is
   * longer.
   */
  private static final int MOST_DIGITS = 1000;

  static final JsonFields NONE = new JsonFields(Map.of());

  private final Map<String, Object> values;

  private JsonFields(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the text isn't JSON
   * @throws JsonDataException if it isn't one object, or is nested too deeply
   */
  public static JsonFields parse(String json) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
    JsonFields fields = new JsonFields(object(reader));
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new JsonDataException("something follows the object");
    }
    return fields;
  }

  /** All fields that aren't null, in the order of the text. */
  public Map<String, Object> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** A text; a number's digits where an id came as a number. Null if there is neither. */
  public @Nullable String text(String name) {
    Object value = values.get(name);
    if (value instanceof BigDecimal number) {
      return number.scale() <= 0 && number.scale() > -32
          ? number.toPlainString()
          : number.toString();
    }
    return value instanceof String text ? text : null;
  }

  /** A whole number, or null; fractions are cut. */
  public @Nullable Long whole(String name) {
    return values.get(name) instanceof BigDecimal number && Math.abs(number.doubleValue()) < LARGEST
        ? Long.valueOf(number.longValue())
        : null;
  }

  /** A whole number that fits an int, or null; fractions are cut. */
  public @Nullable Integer integer(String name) {
    Long whole = whole(name);
    return whole == null || whole != whole.intValue() ? null : Integer.valueOf(whole.intValue());
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

  /**
   * A text that must be there.
   *
   * @throws JsonDataException if it is missing or blank
   */
  public String requireText(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw new JsonDataException(name + " is missing");
    }
    return text;
  }

  @SuppressWarnings("unchecked") // Only object() makes maps.
  private static @Nullable JsonFields wrap(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new JsonFields((Map<String, Object>) map) : null;
  }

  private static Map<String, Object> object(JsonReader reader) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      Object value = value(reader);
      if (value != null) {
        fields.put(name, value);
      }
    }
    reader.endObject();
    return fields;
  }

  private static @Nullable Object value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> list(reader);
      case STRING -> reader.nextString();
      case NUMBER -> decimal(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      default -> reader.nextNull();
    };
  }

  private static List<Object> list(JsonReader reader) throws IOException {
    List<Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      Object element = value(reader);
      if (element != null) {
        list.add(element);
      }
    }
    reader.endArray();
    return list;
  }

  private static Object decimal(String digits) {
    if (digits.length() > MOST_DIGITS) {
      return digits;
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException exponentTooLarge) {
      return digits;
    }
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

  /** An adapter for a model that is only ever read, made from its fields. */
  public static <T> JsonAdapter<T> reading(Function<JsonFields, T> model) {
    return new Model<>(model).nullSafe();
  }

  private static final class Model<T> extends JsonAdapter<T> {
    private final Function<JsonFields, T> model;

    Model(Function<JsonFields, T> model) {
      this.model = model;
    }

    @Override
    public T fromJson(JsonReader reader) throws IOException {
      return model.apply(new JsonFields(object(reader)));
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable T value) {
      throw new JsonDataException("an answer is only read, not written");
    }
  }

  static final class Adapter extends JsonAdapter<JsonFields> {
    @Override
    public JsonFields fromJson(JsonReader reader) throws IOException {
      return new JsonFields(object(reader));
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable JsonFields value) throws IOException {
      writer.jsonValue(value == null ? null : value.values);
    }
  }
}
