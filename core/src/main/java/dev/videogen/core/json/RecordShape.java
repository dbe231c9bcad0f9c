package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
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
  private final int whole;
  private final Name[] names;
  private final JsonReader.Options options;

  /** A name in JSON, and the component (or what else) that it stands for. */
  private record Name(String text, int target, boolean alias) {}

  RecordShape(Class<?> type, Moshi moshi) {
    constructor = new RecordConstructor(type);
    List<Component> declared = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      declared.add(Component.of(type, component, moshi));
    }
    components = declared.toArray(new Component[0]);
    whole = indexOfWhole(declared);
    names = names(declared, type.getAnnotation(Envelope.class)).toArray(new Name[0]);
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

  private static int indexOfWhole(List<Component> components) {
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).whole()) {
        return i;
      }
    }
    return -1;
  }

  private static List<Name> names(List<Component> components, @Nullable Envelope envelope) {
    List<Name> names = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (!component.whole()) {
        names.add(new Name(component.name(), i, false));
        for (String alias : component.aliases()) {
          names.add(new Name(alias, i, true));
        }
      }
    }
    if (envelope != null && !envelope.success().isEmpty()) {
      names.add(new Name(envelope.success(), SUCCESS, false));
    }
    if (envelope != null && !envelope.nested().isEmpty()) {
      names.add(new Name(envelope.nested(), NESTED, false));
    }
    return names;
  }

  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return Misfit.skip(reader, Misfit.NO_OBJECT);
    }
    if (whole < 0) {
      return object(reader, allowance, true, null);
    }
    JsonFields fields = JsonFields.read(reader, allowance);
    Object record = new Again(fields).fromJsonValue(fields.asMap());
    return record == null ? Misfit.MISSING : record;
  }

  /** Reads the fields of an object that is kept whole as well. */
  private final class Again extends JsonAdapter<Object> {
    private final JsonFields fields;

    Again(JsonFields fields) {
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
      return new Misfit(reader.getPath() + "." + nameOf(SUCCESS), "is false");
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
    Object value = components[name.target].shape().read(reader, allowance);
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
      if (component.whole()) {
        values[i] = fields;
        continue;
      }
      Misfit misfit = component.misfit(values[i]);
      if (misfit != null) {
        return misfit.at(reader.getPath() + "." + component.name());
      }
      if (values[i] == null || values[i] instanceof Misfit) {
        values[i] = component.list() ? List.of() : null;
      }
    }
    Object record = constructor.make(values);
    return record instanceof Misfit refused ? refused.at(reader.getPath()) : record;
  }

  private String nameOf(int target) {
    for (Name name : names) {
      if (name.target == target) {
        return name.text;
      }
    }
    throw new AssertionError("no name stands for " + target);
  }

  @Override
  public void write(JsonWriter writer, Object record) throws IOException {
    writer.beginObject();
    for (Component component : components) {
      Object value = component.whole() ? null : component.of(record);
      if (value != null) {
        writer.name(component.name());
        component.shape().write(writer, value);
      }
    }
    writer.endObject();
  }
}
