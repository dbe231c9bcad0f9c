package dev.videogen.examples;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** JSON as maps and lists; a path such as {@code a.b} goes into a list's first element. */
final class JsonTree {
  private static final JsonAdapter<Object> JSON =
      new Moshi.Builder().build().adapter(Object.class).serializeNulls();

  private JsonTree() {}

  static Map<?, ?> parse(String json) {
    try {
      return (Map<?, ?>) JSON.fromJson(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(json, unreadable);
    }
  }

  static String print(Object tree) {
    return JSON.toJson(tree);
  }

  static Set<String> paths(Map<?, ?> tree) {
    Set<String> paths = new TreeSet<>();
    collect(tree, "", paths);
    return paths;
  }

  private static void collect(Object value, String prefix, Set<String> paths) {
    if (value instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, inner) -> {
            paths.add(prefix + name);
            collect(inner, prefix + name + ".", paths);
          });
    } else if (value instanceof List<?> elements) {
      elements.forEach(element -> collect(element, prefix, paths));
    }
  }

  /** The same JSON with another value there, of the same type where it has one. */
  static List<String> changed(String json, String path) {
    return List.of(changed(json, path, "other"), changed(json, path, 7.0));
  }

  static String without(String json, String path) {
    Map<?, ?> root = parse(json);
    parent(root, path).remove(last(path));
    return print(root);
  }

  private static String changed(String json, String path, Object forNull) {
    Map<?, ?> root = parse(json);
    Map<?, ?> parent = parent(root, path);
    put(parent, last(path), other(parent.get(last(path)), forNull));
    return print(root);
  }

  private static Map<?, ?> parent(Map<?, ?> root, String path) {
    Map<?, ?> parent = root;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      Object inner = parent.get(names[i]);
      parent = (Map<?, ?>) (inner instanceof List<?> list ? list.get(0) : inner);
    }
    return parent;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  @SuppressWarnings("unchecked") // Moshi's maps have texts as keys.
  private static void put(Map<?, ?> parent, String name, Object value) {
    ((Map<String, Object>) parent).put(name, value);
  }

  private static Object other(Object value, Object forNull) {
    if (value instanceof String text) {
      try {
        return Instant.parse(text).plus(Duration.ofDays(1)).toString();
      } catch (DateTimeParseException noMoment) {
        return text + "x";
      }
    }
    if (value instanceof Double number) {
      return number + 1;
    }
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof List<?>) {
      return List.of();
    }
    return value == null ? forNull : null;
  }
}
