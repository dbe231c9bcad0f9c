package dev.videogen.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares an answer with the fields and types that the documentation tells. */
final class DocumentedShape {
  private static final Map<String, Object> SHAPES = load();

  private DocumentedShape() {}

  /** What differs, an empty list if nothing. */
  static List<String> mismatches(String name, Object answer) {
    List<String> found = new ArrayList<>();
    compare(Objects.requireNonNull(SHAPES.get(name), name), answer, name, found);
    return found;
  }

  private static void compare(Object shape, Object value, String path, List<String> found) {
    if (shape instanceof Map<?, ?> fields) {
      if (value instanceof Map<?, ?> present) {
        compareFields(fields, present, path, found);
      } else {
        found.add(path + ": no object but " + value);
      }
    } else if (shape instanceof List<?> elements) {
      if (value instanceof List<?> present) {
        present.forEach(it -> compare(elements.get(0), it, path + "[]", found));
      } else {
        found.add(path + ": no array but " + value);
      }
    } else if (!isOfType((String) shape, value)) {
      found.add(path + ": no " + shape + " but " + value);
    }
  }

  private static void compareFields(
      Map<?, ?> fields, Map<?, ?> present, String path, List<String> found) {
    fields.forEach(
        (field, shape) -> {
          if (present.containsKey(field)) {
            compare(shape, present.get(field), path + "." + field, found);
          } else if (!field.equals("*")) {
            found.add(path + "." + field + ": missing");
          }
        });
    for (Object field : present.keySet()) {
      if (!fields.containsKey(field) && !fields.containsKey("*")) {
        found.add(path + "." + field + ": not documented");
      }
    }
  }

  private static boolean isOfType(String type, Object value) {
    if (type.endsWith("?")) {
      return value == null || isOfType(type.substring(0, type.length() - 1), value);
    }
    return switch (type) {
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Long;
      case "number" -> value instanceof Number;
      case "boolean" -> value instanceof Boolean;
      case "undocumented" -> value != null;
      default -> throw new IllegalStateException("type: no such name: " + type);
    };
  }

  private static Map<String, Object> load() {
    try (InputStream in = DocumentedShape.class.getResourceAsStream("documented-shapes.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Objects.requireNonNull(Json.parseObject(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
