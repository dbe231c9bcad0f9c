package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON adapters for what all providers' models use. */
public final class JsonAdapters {
  private JsonAdapters() {}

  public static void addTo(Moshi.Builder moshi) {
    moshi.add(JsonAdapters::textValue);
    moshi.add(Instant.class, new Timestamps());
    moshi.add(JsonFields.class, new JsonFields.Adapter().nullSafe());
  }

  private static @Nullable JsonAdapter<?> textValue(
      Type type, Set<? extends Annotation> annotations, Moshi moshi) {
    Class<?> raw = Types.getRawType(type);
    if (!annotations.isEmpty() || !raw.isRecord() || !TextValue.class.isAssignableFrom(raw)) {
      return null;
    }
    try {
      MethodHandle constructor =
          MethodHandles.publicLookup()
              .findConstructor(raw, MethodType.methodType(void.class, String.class));
      return new TextValues(constructor).nullSafe();
    } catch (ReflectiveOperationException notOfThatForm) {
      throw new IllegalArgumentException(
          raw + ": a TextValue must be a public record of one String", notOfThatForm);
    }
  }

  private static final class TextValues extends JsonAdapter<TextValue> {
    private final MethodHandle constructor;

    TextValues(MethodHandle constructor) {
      this.constructor = constructor;
    }

    @Override
    public TextValue fromJson(JsonReader reader) throws IOException {
      String text = reader.nextString();
      try {
        return (TextValue) constructor.invoke(text);
      } catch (RuntimeException | Error refused) {
        throw refused;
      } catch (Throwable impossible) {
        throw new AssertionError("a record's constructor throws no checked exception", impossible);
      }
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable TextValue value) throws IOException {
      writer.value(value == null ? null : value.value());
    }
  }

  /** A date that can't be read is no reason to lose the answer it is in. */
  private static final class Timestamps extends JsonAdapter<Instant> {
    @Override
    public @Nullable Instant fromJson(JsonReader reader) throws IOException {
      if (reader.peek() == JsonReader.Token.STRING) {
        return LenientTimes.parse(reader.nextString());
      }
      reader.skipValue();
      return null;
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Instant value) throws IOException {
      writer.value(value == null ? null : value.toString());
    }
  }
}
