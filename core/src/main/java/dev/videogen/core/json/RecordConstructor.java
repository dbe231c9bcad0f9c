package dev.videogen.core.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * A record's canonical constructor. It is found without {@code setAccessible}, so that no module
 * has to be opened: the record must be public, and its package exported.
 */
final class RecordConstructor {
  private final Constructor<?> constructor;

  RecordConstructor(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers())
        || !type.getModule().isExported(type.getPackageName(), getClass().getModule())) {
      throw new IllegalArgumentException(
          type + ": a record in JSON must be public, in an exported package");
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      constructor = type.getConstructor(types);
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError("a public record's canonical constructor is public", impossible);
    }
  }

  /** The record, or a {@link Misfit} if it refuses its values. */
  Object make(@Nullable Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof Error error) {
        throw error;
      }
      return new Misfit(null, "is refused: " + refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("checked when it was found", impossible);
    }
  }
}
