package dev.videogen.core.json;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonQualifier;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record declares of one of its components. */
final class Component {
  /** Its name in JSON. */
  final String name;

  /** Its other names in JSON. */
  final List<String> aliases;

  /** How it is read and written; for the {@link Whole} object only what it is. */
  final Shape shape;

  /** Whether it gets the whole object. */
  final boolean whole;

  /** Whether a record can't be without it. */
  final boolean required;

  /** Whether it is an empty list where it would be null. */
  final boolean list;

  final Method accessor;

  Component(Class<?> type, RecordComponent declared, Moshi moshi) {
    Field field = field(type, declared.getName());
    Json json = field.getAnnotation(Json.class);
    Alias alias = field.getAnnotation(Alias.class);
    list = declared.getType() == List.class;
    whole = field.isAnnotationPresent(Whole.class);
    if (whole && declared.getType() != JsonFields.class) {
      throw new IllegalArgumentException(
          type + ": " + field.getName() + ": a @Whole object must be JsonFields");
    }
    name = json == null || json.name().equals(Json.UNSET_NAME) ? declared.getName() : json.name();
    aliases = alias == null ? List.of() : List.of(alias.value());
    shape = shape(declared.getGenericType(), qualifiers(field), moshi);
    required =
        list
            ? field.isAnnotationPresent(RequiredList.class)
            : !declared.getAnnotatedType().isAnnotationPresent(Nullable.class);
    accessor = declared.getAccessor();
  }

  /** The annotations are the field's: Moshi's own can't be anywhere else. */
  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException impossible) {
      throw new AssertionError("a record has a field for each component", impossible);
    }
  }

  private static Set<Annotation> qualifiers(Field field) {
    Set<Annotation> qualifiers = new LinkedHashSet<>();
    for (Annotation annotation : field.getAnnotations()) {
      if (annotation.annotationType().isAnnotationPresent(JsonQualifier.class)) {
        qualifiers.add(annotation);
      }
    }
    return qualifiers;
  }

  private static Shape shape(Type type, Set<Annotation> qualifiers, Moshi moshi) {
    Scalar scalar = Scalar.of(type, qualifiers);
    if (scalar != null) {
      return scalar;
    }
    if (qualifiers.isEmpty() && Types.getRawType(type) == List.class) {
      return new ListShape(shape(Types.collectionElementType(type, List.class), qualifiers, moshi));
    }
    Shape shape = adapted(type, qualifiers, moshi);
    return shape instanceof AdapterShape && Types.getRawType(type).isRecord()
        ? new LateShape(() -> adapted(type, qualifiers, moshi))
        : shape;
  }

  private static Shape adapted(Type type, Set<Annotation> qualifiers, Moshi moshi) {
    JsonAdapter<Object> adapter = moshi.adapter(type, qualifiers);
    return adapter instanceof ShapeAdapter own ? own.shape : new AdapterShape(adapter);
  }
}
