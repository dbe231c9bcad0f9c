package dev.videogen.core.json;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonQualifier;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record declares of one of its components.
 *
 * @param name its name in JSON
 * @param aliases its other names in JSON
 * @param shape how it is read and written; for the {@link Whole} object only what it is
 * @param whole whether it gets the whole object
 * @param required whether a record can't be without it
 * @param list whether it is an empty list where it would be null
 */
record Component(
    String name,
    List<String> aliases,
    Shape shape,
    boolean whole,
    boolean required,
    boolean list,
    Method accessor) {

  static Component of(Class<?> type, RecordComponent declared, Moshi moshi) {
    Field field = field(type, declared.getName());
    Json json = field.getAnnotation(Json.class);
    Alias alias = field.getAnnotation(Alias.class);
    boolean list = declared.getType() == List.class;
    boolean whole = field.isAnnotationPresent(Whole.class);
    if (whole && declared.getType() != JsonFields.class) {
      throw new IllegalArgumentException(
          type + ": " + field.getName() + ": a @Whole object must be JsonFields");
    }
    return new Component(
        json == null || json.name().equals(Json.UNSET_NAME) ? declared.getName() : json.name(),
        alias == null ? List.of() : List.of(alias.value()),
        shape(declared.getGenericType(), qualifiers(field), moshi),
        whole,
        list
            ? field.isAnnotationPresent(RequiredList.class)
            : !declared.getAnnotatedType().isAnnotationPresent(Nullable.class),
        list,
        declared.getAccessor());
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

  /** What is wrong with a value that was read, or null if nothing is. */
  @Nullable Misfit misfit(@Nullable Object value) {
    if (!required) {
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

  /** This component of a record. */
  @Nullable Object of(Object record) {
    try {
      return accessor.invoke(record);
    } catch (InvocationTargetException thrown) {
      throw new JsonDataException(accessor + " threw", thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new LinkageError("a public record's accessors are public", impossible);
    }
  }
}
