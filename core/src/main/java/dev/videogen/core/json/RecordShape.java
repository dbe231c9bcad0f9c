package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record, read field by field into the values of its components. {@link JsonAdapters} has the
 * rules.
 */
final class RecordShape implements Shape {
  /** What a name stands for if it isn't a component. */
  private static final int SUCCESS = -1;

  private static final int NESTED = -2;

  private final RecordConstructor constructor;
  private final Component[] components;
  private final boolean keepsWhole;
  private final String success;
  private final Name[] names;
  private final JsonReader.Options options;

  /** A name in JSON, and the component (or what else) that it stands for. */
  private record Name(String text, int target, boolean alias) {}

  RecordShape(Class<?> type, Moshi moshi) {
    constructor = new RecordConstructor(type);
    List<Component> declared = new ArrayList<>();
    boolean whole = false;
    for (RecordComponent each : type.getRecordComponents()) {
      Component component = new Component(type, each, moshi);
      declared.add(component);
      whole |= component.whole;
    }
    components = declared.toArray(new Component[0]);
    keepsWhole = whole;
    Envelope envelope = type.getAnnotation(Envelope.class);
    success = envelope == null ? "" : envelope.success();
    names = names(declared, success, envelope == null ? "" : envelope.nested());
    String[] texts = new String[names.length];
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < names.length; i++) {
      texts[i] = names[i].text;
      if (!distinct.add(texts[i])) {
        throw new IllegalArgumentException(type + ": \"" + texts[i] + "\" stands for two things");
      }
    }
    options = JsonReader.Options.of(texts);
  }

  private static Name[] names(List<Component> components, String success, String nested) {
    List<Name> names = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (!component.whole) {
        names.add(new Name(component.name, i, false));
        for (String alias : component.aliases) {
          names.add(new Name(alias, i, true));
        }
      }
    }
    if (!success.isEmpty()) {
      names.add(new Name(success, SUCCESS, false));
    }
    if (!nested.isEmpty()) {
      names.add(new Name(nested, NESTED, false));
    }
    return names.toArray(new Name[0]);
  }

  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return Misfit.skip(reader, Misfit.NO_OBJECT);
    }
    if (!keepsWhole) {
      return object(reader, allowance, true, null);
    }
    JsonFields fields = JsonFields.read(reader, allowance);
    Object record = new FromFields(fields).fromJsonValue(fields.asMap());
    return record == null ? Misfit.MISSING : record;
  }

  /** Reads the record from the object that it keeps; Moshi has no other way to read a map. */
  private final class FromFields extends JsonAdapter<Object> {
    private final JsonFields fields;

    FromFields(JsonFields fields) {
      this.fields = fields;
    }

    @Override
    public Object fromJson(JsonReader reader) throws IOException {
      return object(reader, new Allowance(), true, fields);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Object value) {
      throw new UnsupportedOperationException("only read");
    }
  }

  private Object object(
      JsonReader reader, Allowance allowance, boolean outer, @Nullable JsonFields fields)
      throws IOException {
    // An envelope around the record has none of its values.
    @Nullable Object[] values = null;
    Object nested = null;
    boolean failed = false;
    reader.beginObject();
    while (reader.hasNext()) {
      int index = reader.selectName(options);
      if (index < 0) {
        reader.skipName();
        reader.skipValue();
        continue;
      }
      Name name = names[index];
      if (name.target >= 0) {
        values = values == null ? new Object[components.length] : values;
        set(values, name, reader, allowance);
      } else if (outer && name.target == SUCCESS) {
        failed |= isFalse(reader);
      } else if (outer && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
        nested = object(reader, allowance, false, fields);
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    if (failed) {
      return new Misfit(reader.getPath() + "." + success, "is false");
    }
    if (nested != null) {
      return nested;
    }
    return record(values == null ? new Object[components.length] : values, reader, fields);
  }

  private void set(@Nullable Object[] values, Name name, JsonReader reader, Allowance allowance)
      throws IOException {
    Object before = values[name.target];
    if (name.alias && before != null && !(before instanceof Misfit)) {
      reader.skipValue();
      return;
    }
    Object value = components[name.target].shape.read(reader, allowance);
    if (!(value instanceof Misfit) || before == null) {
      values[name.target] = value;
    }
  }

  private static boolean isFalse(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BOOLEAN -> !reader.nextBoolean();
      case STRING, NUMBER -> {
        String said = reader.nextString().strip();
        yield said.equalsIgnoreCase("false") || said.equals("0");
      }
      default -> {
        reader.skipValue();
        yield false;
      }
    };
  }

  private Object record(@Nullable Object[] values, JsonReader reader, @Nullable JsonFields fields) {
    for (int i = 0; i < values.length; i++) {
      Component component = components[i];
      if (component.whole) {
        values[i] = fields;
        continue;
      }
      Misfit misfit = misfit(component, values[i]);
      if (misfit != null) {
        return misfit.at(reader.getPath() + "." + component.name);
      }
      if (values[i] == null || values[i] instanceof Misfit) {
        values[i] = component.list ? List.of() : null;
      }
    }
    Object record = constructor.make(values);
    return record instanceof Misfit refused ? refused.at(reader.getPath()) : record;
  }

  /** What is wrong with a value that was read, or null if nothing is. */
  private static @Nullable Misfit misfit(Component component, @Nullable Object value) {
    if (!component.required) {
      return null;
    }
    if (value == null) {
      return Misfit.MISSING;
    }
    if (value instanceof Misfit misfit) {
      return misfit;
    }
    return isBlank(value) ? Misfit.BLANK : null;
  }

  private static boolean isBlank(Object value) {
    if (value instanceof TextValue open) {
      return open.value().isBlank();
    }
    return value instanceof String text && text.isBlank();
  }

  @Override
  public void write(JsonWriter writer, Object record) throws IOException {
    writer.beginObject();
    for (Component component : components) {
      Object value = component.whole ? null : value(component, record);
      if (value != null) {
        writer.name(component.name);
        component.shape.write(writer, value);
      }
    }
    writer.endObject();
  }

  private static @Nullable Object value(Component component, Object record) {
    try {
      return component.accessor.invoke(record);
    } catch (InvocationTargetException thrown) {
      throw new JsonDataException(component.accessor + " threw", thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new LinkageError("a public record's accessors are public", impossible);
    }
  }
}
